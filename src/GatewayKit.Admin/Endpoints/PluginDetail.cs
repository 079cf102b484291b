using System.Text.Json.Nodes;

namespace GatewayKit.Admin.Endpoints;

/// <summary>A plugin with the schema of its options.</summary>
/// <param name="Name">The name.</param>
/// <param name="Assembly">The assembly that has it.</param>
/// <param name="Version">The version of the assembly; empty if it isn't loaded.</param>
/// <param name="File">The file of the assembly; absent if it is compiled into the host.</param>
/// <param name="IsLoaded">Whether the assembly is loaded; if not, it will be when a configuration first names the plugin.</param>
/// <param name="Stage">The stage in which it runs by default; absent if it isn't loaded.</param>
/// <param name="Hooks">The hooks that it implements.</param>
/// <param name="IsQuarantined">Whether its hooks fail because of an unobserved exception.</param>
/// <param name="Generations">The number of versions of the assembly in memory; more than 1 while exchanges still use an earlier
/// one.</param>
/// <param name="Entries">The number of entries of the active configuration that use it.</param>
/// <param name="Options">The JSON Schema (draft 2020-12) of its options; absent if it isn't loaded.</param>
internal sealed record PluginDetail(
    string Name, string Assembly, string Version, string? File, bool IsLoaded, string? Stage, IReadOnlyList<string> Hooks,
    bool IsQuarantined, int Generations, int Entries, JsonNode? Options)
    : PluginView(Name, Assembly, Version, File, IsLoaded, Stage, Hooks, IsQuarantined, Generations, Entries);
