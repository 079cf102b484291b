namespace GatewayKit.Kubernetes.TestServer.Storage;

/// <summary>The type of a <see cref="WatchEvent"/>.</summary>
internal enum WatchEventType
{
    Added,
    Modified,
    Deleted,
    Bookmark,

    /// <summary>The bookmark after the initial events.</summary>
    InitialEventsEnd,

    /// <summary>A status, after which the watch ends.</summary>
    Error,

    /// <summary>The normal end of a watch.</summary>
    End,

    /// <summary>The end of a watch in the middle of an event.</summary>
    Cut,
}
