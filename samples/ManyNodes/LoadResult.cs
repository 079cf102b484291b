namespace ManyNodes;

/// <summary>The answers to a number of requests.</summary>
/// <param name="Sent">The requests.</param>
/// <param name="Admitted">The requests that a gateway admitted.</param>
/// <param name="Uncounted">The requests that a gateway rejected with 503, because it couldn't count them.</param>
/// <param name="Unanswered">The requests without an answer, because their gateway was killed.</param>
/// <param name="Longest">The longest time of a request.</param>
internal readonly record struct LoadResult(int Sent, int Admitted, int Uncounted, int Unanswered, TimeSpan Longest)
{
    public static LoadResult operator +(LoadResult one, LoadResult other) => new(
        one.Sent + other.Sent,
        one.Admitted + other.Admitted,
        one.Uncounted + other.Uncounted,
        one.Unanswered + other.Unanswered,
        one.Longest > other.Longest ? one.Longest : other.Longest);
}
