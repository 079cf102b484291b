using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Plugins.GrpcJson;

/// <summary>The options of <c>grpc-json</c>.</summary>
public sealed record GrpcJsonOptions : IValidatedOptions
{
    private const long MaxSize = 16 * 1024 * 1024;

    /// <summary>
    /// The file with the definitions of the services: a descriptor set, as <c>protoc --include_imports --descriptor_set_out</c> writes it,
    /// of at most 64 MB. The gateway reloads it when it changes.
    /// </summary>
    [StringLength(4096, MinimumLength = 1)]
    public string? Descriptors { get; init; }

    /// <summary>
    /// Whether the definitions come from the upstream instead of a file, by the gRPC server reflection protocol. The first request reads
    /// them. Until the upstream has supplied them, requests get 503.
    /// </summary>
    public bool Reflection { get; init; }

    /// <summary>The time after which a request starts to read the definitions of the upstream again, in the background; 10 s to 1
    /// day.</summary>
    [DurationRange("10s", "1d")]
    public TimeSpan RefreshInterval { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The full names of the services to map, such as <c>library.v1.Library</c>; by default all in the file.</summary>
    [MaxLength(1000)]
    public IReadOnlyList<string> Services { get; init; } = [];

    /// <summary>The path whose <c>GET</c> responds with the OpenAPI document of the operations, such as <c>/v1/openapi.json</c>. The route
    /// must match it.</summary>
    [RegularExpression("/[!-~]{1,200}")]
    public string? OpenapiPath { get; init; }

    /// <summary>Whether a method without a <c>google.api.http</c> annotation is called by <c>POST /package.Service/Method</c>.</summary>
    public bool MapUnannotated { get; init; }

    /// <summary>The treatment of members and query parameters that aren't fields of the message: <c>reject</c> the request with 400, or
    /// <c>ignore</c> them.</summary>
    public UnknownFields UnknownFields { get; init; }

    /// <summary>The query parameters that aren't fields, such as a key that another plugin reads.</summary>
    [MaxLength(100)]
    public IReadOnlyList<string> IgnoredParameters { get; init; } = [];

    /// <summary>The names of members in responses: <c>json</c> (<c>pageSize</c>) or those of the <c>proto</c> file
    /// (<c>page_size</c>). Requests can have both.</summary>
    public FieldNames Names { get; init; }

    /// <summary>The values of enumerations in responses: <c>names</c> or <c>numbers</c>. Requests can have both.</summary>
    public EnumValues Enums { get; init; }

    /// <summary>Whether responses also have the fields whose value is the default: 0, <c>false</c>, an empty text, list or map.</summary>
    public bool WriteDefaults { get; init; }

    /// <summary>The deadline that the upstream gets if the client doesn't send <c>grpc-timeout</c>, 1 ms to 1 h.</summary>
    [DurationRange("1ms", "1h")]
    public TimeSpan? Deadline { get; init; }

    /// <summary>The maximum nesting of messages.</summary>
    [Range(1, 100)]
    public int MaxDepth { get; init; } = 64;

    /// <summary>The maximum length of a message, as JSON and for gRPC, 1 B to 16 MB. A longer one is rejected with 413, or 502 for a
    /// response.</summary>
    public ByteSize MaxBodySize { get; init; } = ByteSize.Megabytes(1);

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        if (Descriptors is null != Reflection)
            yield return new OptionsError(
                "", Reflection ? "has 'descriptors' and 'reflection'; set one of them" : "must have 'descriptors' or 'reflection'");
        if (MaxBodySize.Bytes is < 1 or > MaxSize)
            yield return new OptionsError("maxBodySize", $"is {MaxBodySize}; it must be between 1B and 16MB");
    }
}
