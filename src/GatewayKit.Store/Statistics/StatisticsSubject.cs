namespace GatewayKit.Store.Statistics;

/// <summary>The sums that a query reads.</summary>
internal enum StatisticsSubject
{
    /// <summary>Requests by route and consumer.</summary>
    Requests,

    /// <summary>Requests by operation: a version of an API is in the place of the route, an operation in that of the consumer.</summary>
    Operations,

    /// <summary>Uses of credentials: a consumer is in the place of the route, the id of a credential in that of the consumer.</summary>
    Credentials,
}
