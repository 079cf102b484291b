namespace QuickStart;

/// <summary>An order of the sample API.</summary>
internal sealed record Order(int Id, string Item, string Buyer);
