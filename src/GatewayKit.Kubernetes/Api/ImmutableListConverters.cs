using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace GatewayKit.Kubernetes.Api;

/// <summary>Creates converters of immutable arrays that read null as an empty array.</summary>
internal sealed class ImmutableListConverters : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert)
        => typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(ImmutableArray<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options)
        => (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

    private sealed class Converter<T> : JsonConverter<ImmutableArray<T>>
    {
        public override bool HandleNull => true;

        public override ImmutableArray<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => JsonSerializer.Deserialize<T[]>(ref reader, options) is { } items
                ? System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray(items)
                : [];

        public override void Write(Utf8JsonWriter writer, ImmutableArray<T> value, JsonSerializerOptions options)
            => JsonSerializer.Serialize(
                writer, System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsArray(value) ?? [], options);
    }
}
