namespace GatewayKit.Plugins.GraphQL;

/// <summary>The types of operations.</summary>
public enum OperationKind
{
    /// <summary>Reads data.</summary>
    Query,

    /// <summary>Changes data.</summary>
    Mutation,

    /// <summary>Receives events.</summary>
    Subscription,
}
