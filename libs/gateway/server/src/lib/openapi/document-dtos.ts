import { ActivityBatchDto, BehaviourDto } from '@mercury/activity/contracts';
import { LoginDto, RegisterDto } from '@mercury/identity/contracts';
import { AddCartLineDto, AddressDto, ChangeCartLineDto, PayOrderDto, PlaceOrderDto } from '@mercury/orders/contracts';
import { ResolveReviewDto } from '@mercury/risk/contracts';
import { ProductCardsQuery } from '../catalog/products.dto';
import { CancelOrderDto, ListOrdersQuery } from '../orders/orders.dto';
import { RecommendationsQuery } from '../recommendations/recommendations.dto';
import { ListReviewsQuery } from '../risk/risk.dto';
import { SearchQuery, SuggestQuery } from '../search/search.dto';
import { TrendingQuery } from '../trending/trending.dto';
import { documentDto } from './dto-schemas';

/** Documents every class that the API takes. */
export function documentDtos(): void {
  documentDto(ActivityBatchDto, { events: BehaviourDto });
  documentDto(PlaceOrderDto, { shippingAddress: AddressDto });
  for (const Dto of [
    AddCartLineDto,
    AddressDto,
    BehaviourDto,
    CancelOrderDto,
    ChangeCartLineDto,
    ListOrdersQuery,
    ListReviewsQuery,
    LoginDto,
    PayOrderDto,
    ProductCardsQuery,
    RecommendationsQuery,
    RegisterDto,
    ResolveReviewDto,
    SearchQuery,
    SuggestQuery,
    TrendingQuery,
  ])
    documentDto(Dto);
}
