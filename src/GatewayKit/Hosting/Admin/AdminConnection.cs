using Microsoft.AspNetCore.Connections;

namespace GatewayKit.Hosting.Admin;

/// <summary>A connection to the admin address.</summary>
internal sealed class AdminConnection(ConnectionContext connection, AdminConnections all)
{
    /// <summary>The node in the list of idle connections; null while a request is processed, and after the connection is closed.</summary>
    public LinkedListNode<AdminConnection>? Idle { get; set; }

    public bool HasLeft { get; set; }

    /// <summary>Marks the start of a request.</summary>
    public void Begin() => all.Begin(this);

    /// <summary>Marks the end of a request; the connection is idle again.</summary>
    public void End() => all.End(this);

    public void Close() => connection.Abort(new ConnectionAbortedException("The idle connection was closed for a new one."));
}
