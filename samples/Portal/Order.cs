namespace Portal;

/// <summary>An order of the sample API.</summary>
internal sealed record Order(int Id, string Item, int Count, string? Application = null);
