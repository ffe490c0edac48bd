import { HttpClient } from '@angular/common/http';
import { Service, inject } from '@angular/core';
import type { ResolveReviewDto, RiskAssessment, RiskReviewItem } from '@mercury/risk/contracts';
import { withIntent } from '@mercury/storefront/shell/data-access';
import type { Observable } from 'rxjs';

/** The risk review queue's part of the HTTP API; for staff only, and the server sees to that. */
@Service()
export class ReviewsClient {
  private readonly http = inject(HttpClient);

  list(limit = 50): Observable<RiskReviewItem[]> {
    return this.http.get<RiskReviewItem[]>('/api/admin/risk/reviews', { params: { limit } });
  }

  resolve(assessmentId: string, body: ResolveReviewDto, key: string): Observable<RiskAssessment> {
    return this.http.post<RiskAssessment>(
      `/api/admin/risk/reviews/${encodeURIComponent(assessmentId)}`,
      body,
      withIntent(key),
    );
  }
}
