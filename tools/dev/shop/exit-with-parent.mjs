// Preloaded into every child of `npm start`: when the parent dies without saying good-bye, the child ends itself too.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
