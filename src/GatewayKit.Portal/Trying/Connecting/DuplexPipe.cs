using System.IO.Pipelines;

namespace GatewayKit.Portal.Trying.Connecting;

/// <summary>The server's side of a connection.</summary>
/// <param name="Input">The bytes of the client.</param>
/// <param name="Output">The bytes for the client.</param>
internal sealed record DuplexPipe(PipeReader Input, PipeWriter Output) : IDuplexPipe;
