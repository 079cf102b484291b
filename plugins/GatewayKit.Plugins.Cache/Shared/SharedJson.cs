using System.Text.Json.Serialization;
using GatewayKit.Plugins.Cache.Purging;

namespace GatewayKit.Plugins.Cache.Shared;

/// <summary>The JSON of the shared store. It is generated: reflection would keep an unloaded plugin in memory.</summary>
[JsonSourceGenerationOptions(RespectNullableAnnotations = true)]
[JsonSerializable(typeof(SharedHead))]
[JsonSerializable(typeof(PurgeRecord[]))]
internal sealed partial class SharedJson : JsonSerializerContext;
