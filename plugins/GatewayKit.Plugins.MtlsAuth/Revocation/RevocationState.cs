using System.Runtime.InteropServices;

namespace GatewayKit.Plugins.MtlsAuth;

/// <summary>The result of a check for revocation.</summary>
/// <param name="Fault">The reason why the chain isn't accepted; null if it is.</param>
/// <param name="Until">The time until which the result is valid.</param>
/// <param name="ListVersion">The version of the lists.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RevocationState(string? Fault, DateTimeOffset Until, long ListVersion);
