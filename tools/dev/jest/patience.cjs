/* global jest */
// A hook may create a database, and CI's two cores are shared: five seconds (Jest's default) say nothing about a defect.
jest.setTimeout(30_000);
