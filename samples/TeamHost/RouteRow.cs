namespace TeamHost;

/// <summary>A row of the table.</summary>
/// <param name="Id">The primary key, which is also the route's id.</param>
/// <param name="Path">The path that the route matches.</param>
/// <param name="Upstream">The address of the upstream; null if a plugin answers.</param>
/// <param name="Order">The order among routes that match the same request; text, as people enter it.</param>
/// <param name="Plugins">The plugins as JSON or YAML; null for none.</param>
public sealed record RouteRow(int Id, string Path, string? Upstream = null, string? Order = null, string? Plugins = null);
