namespace QuickStart;

/// <summary>What the API is about.</summary>
internal sealed record Order(int Id, string Item, string Buyer);
