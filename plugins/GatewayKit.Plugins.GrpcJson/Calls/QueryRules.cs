using System.Collections.Frozen;

namespace GatewayKit.Plugins.GrpcJson.Calls;

/// <summary>The treatment of query parameters.</summary>
/// <param name="Ignored">The names that aren't fields.</param>
/// <param name="IgnoresUnknown">Whether unknown parameters are ignored instead of rejected.</param>
internal sealed record QueryRules(FrozenSet<string> Ignored, bool IgnoresUnknown);
