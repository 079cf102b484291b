namespace GatewayKit.Planning;

/// <summary>The parts by which requests are handled in the same way.</summary>
/// <param name="Matched">The route, or the endpoint of the host itself; null if there is none.</param>
/// <param name="Pipeline">The plugins.</param>
/// <param name="Refused">The status of a refusal; 0 if there is none.</param>
/// <param name="Refuser">The plugin, or the response of the edge.</param>
/// <param name="Groups">The groups of the consumer.</param>
internal readonly record struct HandlingKey(object? Matched, object? Pipeline, int Refused, object? Refuser, string? Groups);
