using Microsoft.AspNetCore.Connections;

namespace GatewayKit.Hosting.Admin;

/// <summary>A connection to the admin address.</summary>
internal sealed class AdminConnection(ConnectionContext connection, AdminConnections all)
{
    /// <summary>The place among the idle connections; null while a request is answered, or once the connection has left.</summary>
    public LinkedListNode<AdminConnection>? Idle { get; set; }

    public bool HasLeft { get; set; }

    /// <summary>A request begins.</summary>
    public void Begin() => all.Begin(this);

    /// <summary>A request ends, and the connection is idle again.</summary>
    public void End() => all.End(this);

    public void Close() => connection.Abort(new ConnectionAbortedException("The idle connection made room for a new one."));
}
