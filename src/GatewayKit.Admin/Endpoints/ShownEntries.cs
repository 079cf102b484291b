using GatewayKit.Admin.Http;
using GatewayKit.Configuration.Messages;
using GatewayKit.Explaining;

namespace GatewayKit.Admin.Endpoints;

/// <summary>Describes entries of the active configuration.</summary>
internal static class ShownEntries
{
    public static EntryView View(string id, ShownEntry entry) => new(id, PlaceOf(entry), entry.Content);

    public static EntryDetail Detail(string id, ShownEntry entry) => new(id, PlaceOf(entry), entry.Content, entry.Places);

    /// <summary>Returns the problem of an id that doesn't exist.</summary>
    public static AdminProblem Missing(string kind, string id)
        => AdminProblem.NotFound($"The active configuration has no {kind} '{DisplayText.Name(id)}'.");

    public static string? PlaceOf(ShownEntry entry) => entry.Location.Source is null ? null : entry.Location.ToString();
}
