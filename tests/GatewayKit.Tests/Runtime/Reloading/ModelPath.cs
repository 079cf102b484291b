namespace GatewayKit.Tests.Runtime.Reloading;

/// <summary>A path pattern, what it matches written out by hand, and how specific each of its segments is (the lower, the more).</summary>
internal sealed record ModelPath(string Pattern, Func<string[], bool> IsMatch, params int[] Rank)
{
    private const int Literal = 1;
    private const int Constrained = 2;
    private const int Any = 3;
    private const int Rest = 4;

    public static readonly ModelPath[] All =
    [
        new("/admin/{**rest}", s => s[0] == "admin", Literal, Rest),
        new("/admin/x", s => s is ["admin", "x"], Literal, Literal),
        new("/admin/{id:int}", s => s is ["admin", var id] && int.TryParse(id, out _), Literal, Constrained),
        new("/admin/{id:min(3)}", s => s is ["admin", var id] && int.TryParse(id, out var number) && number >= 3, Literal, Constrained),
        new("/admin/{name}", s => s is ["admin", _], Literal, Any),
        new("/open/{**rest}", s => s[0] == "open", Literal, Rest),
        new("/{first}/x", s => s is [_, "x"], Any, Literal),
        new("/{first}/{second}", s => s is [_, _], Any, Any),
        new("/{**rest}", _ => true, Rest),
    ];

    public bool Matches(string path) => IsMatch(path.TrimStart('/').Split('/'));

    /// <summary>Whether this is more specific than another, segment by segment; 0 if it is neither.</summary>
    public int CompareTo(ModelPath other)
    {
        for (var i = 0; i < Math.Max(Rank.Length, other.Rank.Length); i++)
        {
            var difference = Rank.ElementAtOrDefault(i) - other.Rank.ElementAtOrDefault(i);
            if (difference != 0)
                return difference;
        }

        return 0;
    }
}
