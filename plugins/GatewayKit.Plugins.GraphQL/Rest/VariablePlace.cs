namespace GatewayKit.Plugins.GraphQL.Rest;

/// <summary>The parts of a request that can have variables.</summary>
internal enum VariablePlace
{
    /// <summary>A parameter of the route.</summary>
    Route,

    /// <summary>A parameter of the query.</summary>
    Query,

    /// <summary>A header.</summary>
    Header,

    /// <summary>A member of the body.</summary>
    Member,

    /// <summary>The whole body.</summary>
    Body,
}
