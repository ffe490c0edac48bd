import { Migration } from '@mikro-orm/migrations';

/**
 * What velocity is counted from, and the review queue: written inline with the events, so that two payments of one
 * customer see each other. `version` of an entity is the number of payments noted on it, and what an append compares.
 */
export class Migration20261124T1400RiskHistory extends Migration {
  override up(): void {
    this.addSql(`
      CREATE SCHEMA IF NOT EXISTS risk;
      CREATE TABLE risk.entities (
        entity_key text COLLATE "C" PRIMARY KEY,
        version integer NOT NULL,
        usual_count integer NOT NULL,
        usual_sum_minor bigint NOT NULL
      );
      CREATE TABLE risk.payments (
        assessment_id text COLLATE "C" PRIMARY KEY,
        customer_key text COLLATE "C" NOT NULL,
        card_key text COLLATE "C",
        paid_at timestamptz NOT NULL,
        amount_minor bigint NOT NULL
      );
      CREATE INDEX payments_of_customer ON risk.payments (customer_key, paid_at DESC) INCLUDE (amount_minor);
      CREATE INDEX payments_of_card ON risk.payments (card_key, paid_at DESC) INCLUDE (amount_minor, customer_key)
        WHERE card_key IS NOT NULL;
      CREATE TABLE risk.reviews (
        assessment_id text COLLATE "C" PRIMARY KEY,
        assessment jsonb NOT NULL,
        opened_at timestamptz NOT NULL,
        resolved boolean NOT NULL DEFAULT false
      );
      CREATE INDEX reviews_open ON risk.reviews (opened_at, assessment_id) WHERE NOT resolved;
    `);
  }
}
