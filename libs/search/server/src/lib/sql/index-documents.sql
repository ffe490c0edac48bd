-- Writes documents with their postings. The only place that turns text into terms, so that building and updating agree.
WITH input AS MATERIALIZED (
  SELECT * FROM jsonb_to_recordset(?::jsonb) AS r(
    product_id text, card jsonb, title text, brand text, codes jsonb, codes_n jsonb, description text, features text,
    category_path jsonb, attrs jsonb, variant_ids jsonb, price_minor int, released_on date, position bigint)
), terms AS MATERIALIZED (
  SELECT i.product_id, t.lexeme AS term,
         cardinality(array_positions(t.weights, 'A')) AS a, cardinality(array_positions(t.weights, 'B')) AS b,
         cardinality(array_positions(t.weights, 'C')) AS c, cardinality(array_positions(t.weights, 'D')) AS d
    FROM input i, LATERAL unnest(
      setweight(to_tsvector('english', i.title), 'A') ||
      setweight(to_tsvector('english', i.brand), 'B') ||
      setweight(to_tsvector('simple', coalesce((SELECT string_agg(code, ' ') FROM jsonb_array_elements_text(i.codes) code), '')), 'B') ||
      setweight(to_tsvector('english', i.description), 'C') ||
      setweight(to_tsvector('english', i.features), 'D')) AS t
), lengths AS MATERIALIZED (
  SELECT product_id, sum(a)::real AS la, sum(c)::real AS lc, sum(d)::real AS ld FROM terms GROUP BY product_id
), into_documents AS (
  INSERT INTO {documents}
  SELECT i.product_id, i.card, i.title, i.brand,
         ARRAY(SELECT jsonb_array_elements_text(i.category_path)), ARRAY(SELECT jsonb_array_elements_text(i.attrs)),
         i.price_minor, i.released_on, i.position,
         ARRAY(SELECT DISTINCT word FROM regexp_split_to_table(
                 lower(i.title || ' ' || i.brand || ' ' || i.description || ' ' || i.features), '[^a-z]+') AS word
                WHERE length(word) >= 4 ORDER BY word),
         l.la, l.lc, l.ld, i.description, i.features
    FROM input i JOIN lengths l USING (product_id)
), into_codes AS (
  INSERT INTO {codes} SELECT jsonb_array_elements_text(codes_n), product_id FROM input
), into_variants AS (
  INSERT INTO {product_variants} SELECT product_id, jsonb_array_elements_text(variant_ids) FROM input
)
INSERT INTO {postings} (term, product_id, a, b, c, d, la, lc, ld)
SELECT term, product_id, a, b, c, d, la, lc, ld FROM terms JOIN lengths USING (product_id)
