namespace GatewayKit.Listening.Tables;

/// <summary>The listeners of an open socket, which a change of the configuration replaces.</summary>
/// <param name="listeners">The first ones.</param>
internal sealed class CurrentListeners(SocketListeners listeners)
{
    private SocketListeners _value = listeners;

    public SocketListeners Value
    {
        get => Volatile.Read(ref _value);
        set => Volatile.Write(ref _value, value);
    }
}
