using GatewayKit.Admin.Access;

namespace GatewayKit.Operators.Access;

/// <summary>A session, which begins when an operator signs in with a key.</summary>
/// <param name="Caller">The caller whose key it was. The key itself isn't kept.</param>
/// <param name="Start">The time at which it began.</param>
/// <param name="LastUse">The time of the last request.</param>
internal sealed record Session(AdminCaller Caller, long Start, long LastUse);
