namespace GatewayKit.Pipeline;

/// <summary>A failure of a stream that a plugin added, while a body passed through it.</summary>
/// <param name="Index">The position of the entry whose hook added the stream.</param>
/// <param name="Hook">The hook.</param>
/// <param name="Error">The exception.</param>
internal sealed record StreamFailure(int Index, string Hook, Exception Error);
