namespace GatewayKit;

/// <summary>The scopes of plugin entries, from the least to the most specific.</summary>
public enum PluginScope
{
    /// <summary>Every route.</summary>
    Global,

    /// <summary>Every route to one cluster.</summary>
    Cluster,

    /// <summary>One route.</summary>
    Route,

    /// <summary>Every consumer of a group.</summary>
    Group,

    /// <summary>One consumer.</summary>
    Consumer,
}
