using GatewayKit.Configuration;

namespace GatewayKit.Compilation;

/// <summary>A checked consumer with its bound credentials.</summary>
/// <param name="Source">The consumer as configured.</param>
/// <param name="Consumer">The consumer that plugins see.</param>
/// <param name="Credentials">The credentials.</param>
/// <param name="HasWarnings">Whether a credential has a warning, which must be reported for each configuration.</param>
internal sealed record CompiledConsumer(
    GatewayConsumer Source, Consumer Consumer, IReadOnlyList<CompiledCredential> Credentials, bool HasWarnings);
