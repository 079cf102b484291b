namespace GatewayKit.Edge;

/// <summary>
/// The listeners of a client's connection. A feature of each connection that the socket of a listener has accepted, and so of its requests;
/// connections to the host's own addresses don't have it.
/// </summary>
internal interface IListenerFeature
{
    /// <summary>Gets the name of the listener that the handshake of TLS selected by the client's server name (SNI); null without
    /// TLS.</summary>
    string? Handshake { get; }

    /// <summary>Returns the name of the listener that a request belongs to: of all on the socket, as the active configuration has them,
    /// the one with the most specific host. With TLS, that can be another one than <see cref="Handshake"/>.</summary>
    /// <param name="host">The host of the request, without a port and regardless of case.</param>
    /// <returns>The name; null if no listener has the host. A look-up doesn't allocate.</returns>
    string? Find(ReadOnlySpan<char> host);

    /// <summary>Returns whether the connection may be used for the listener of a host: without TLS always, otherwise if the handshake
    /// selected this listener, and it asks clients for the same certificates as it did then.</summary>
    /// <param name="host">The host of the request, without a port and regardless of case.</param>
    bool IsSelected(ReadOnlySpan<char> host);
}
