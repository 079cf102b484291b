using System.Text.Json.Nodes;
using GatewayKit.Admin.Entries;

namespace GatewayKit.Operators.Pages;

/// <summary>The stored options of a plugin.</summary>
/// <param name="Target">The plugin.</param>
/// <param name="Entry">The entry that has it, with masked secrets.</param>
/// <param name="Schema">The JSON Schema of the options.</param>
/// <param name="Options">The options with masked secrets.</param>
internal sealed record OptionsSource(OptionsTarget Target, EntryDocument Entry, JsonObject Schema, JsonObject Options);
