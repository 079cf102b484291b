namespace GatewayKit.Benchmarks.Changes;

/// <summary>The change of a configuration that is measured.</summary>
internal enum ChangeKind
{
    /// <summary>An option of a plugin of one route.</summary>
    Option,

    /// <summary>The path of one route, so that routing changes as well.</summary>
    Path,

    /// <summary>A route more or less.</summary>
    Route,

    /// <summary>The key of one consumer.</summary>
    Consumer,
}
