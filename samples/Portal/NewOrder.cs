namespace Portal;

/// <summary>The body of a request for an order.</summary>
internal sealed record NewOrder(string Item, int Count);
