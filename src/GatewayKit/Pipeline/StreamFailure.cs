namespace GatewayKit.Pipeline;

/// <summary>A stream that a plugin has put in between threw while a body went through it.</summary>
/// <param name="Index">The position of the entry whose hook put it there.</param>
/// <param name="Hook">The hook.</param>
/// <param name="Error">What it threw.</param>
internal sealed record StreamFailure(int Index, string Hook, Exception Error);
