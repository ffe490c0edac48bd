export { provideReviews } from './lib/provide-reviews';
export { ReviewsPageActions } from './lib/reviews-page.actions';
export { reviewsFeature } from './lib/reviews.feature';
