using System.ComponentModel.DataAnnotations;
using GatewayKit.Limits;

namespace GatewayKit.Plugins.JsonRpc;

/// <summary>The options of <c>jsonrpc</c>.</summary>
public sealed record JsonRpcOptions : IValidatedOptions, IDescribedOptions
{
    private static readonly ByteSize s_maximumSize = ByteSize.Megabytes(16);

    /// <summary>The methods that can be called, and their rules; a name alone is short for <c>method</c>. Others don't exist for clients.
    /// Empty: every method.</summary>
    [MaxLength(1000)]
    public IReadOnlyList<MethodOptions> Methods { get; init; } = [];

    /// <summary>The subject of the limits of methods, as <c>by</c> of <c>rate-limit</c>.</summary>
    [CommaSeparated]
    [RegularExpression(RequestSubject.Pattern, ErrorMessage = RequestSubject.PatternError)]
    public string By { get; init; } = "consumer";

    /// <summary>The store of the limits' counters: <c>local</c>, in this process, or <c>shared</c> by the nodes. Unset: shared if the host
    /// has a shared store, such as Redis, otherwise local.</summary>
    public CounterLocation? Store { get; init; }

    /// <summary>The handling of limited calls while the shared store doesn't answer: <c>local</c> counts them in this process,
    /// <c>allow</c> lets them pass uncounted, and <c>deny</c> answers 503.</summary>
    public StoreFailurePolicy OnStoreFailure { get; init; }

    /// <summary>The maximum number of calls in a batch; 0 rejects batches.</summary>
    [Range(0, 1000)]
    public int MaxBatchCalls { get; init; } = 20;

    /// <summary>Whether notifications, which are calls without an id, are allowed.</summary>
    public bool Notifications { get; init; } = true;

    /// <summary>The maximum number of parameters of a call: items of an array, or members of an object.</summary>
    [Range(0, 100_000)]
    public int MaxParams { get; init; } = 100;

    /// <summary>The maximum length of the parameters of a call as JSON, 1 B to 16 MB. Default: only <c>maxBodySize</c>.</summary>
    public ByteSize? MaxParamsSize { get; init; }

    /// <summary>The maximum nesting of objects and arrays in the body, with those of the call and the batch.</summary>
    [Range(1, 256)]
    public int MaxDepth { get; init; } = 64;

    /// <summary>The maximum length of the request's body, encoded and decoded, 1 B to 16 MB. A longer one is rejected with 413.</summary>
    public ByteSize MaxBodySize { get; init; } = ByteSize.Megabytes(1);

    /// <summary>The HTTP status of errors of the gateway: that of the error (<c>http</c>), such as 403, or always 200 (<c>ok</c>), for
    /// clients that don't read the body of another status.</summary>
    public ErrorStatus ErrorStatus { get; init; }

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        foreach (var (option, size) in new[] { ("maxBodySize", MaxBodySize), ("maxParamsSize", MaxParamsSize ?? ByteSize.Megabytes(1)) })
        {
            if (size.Bytes < 1 || size > s_maximumSize)
                yield return new OptionsError(option, $"is {size}; it must be between 1B and {s_maximumSize}");
        }

        for (var i = 0; i < Methods.Count; i++)
        {
            foreach (var error in Methods[i].Validate($"methods[{i}]"))
                yield return error;
            if (Methods[i].ClusterId is null && Methods.Any(other => other.ClusterId is not null))
                yield return new OptionsError($"methods[{i}].clusterId", "is missing; if one entry has a cluster, all need one");
        }

        var repeated = Methods.SelectMany(method => method.Patterns).GroupBy(pattern => pattern, StringComparer.Ordinal)
            .FirstOrDefault(group => group.Count() > 1);
        if (repeated is not null)
            yield return new OptionsError("methods", $"has {HeaderOptions.Quoted(repeated.Key)} twice; list each method once");
    }

    /// <inheritdoc />
    public void Describe(ApiDescription description)
    {
        ArgumentNullException.ThrowIfNull(description);
        description.AddNote(MaxBatchCalls == 0
            ? "Calls follow JSON-RPC 2.0. Batches aren't allowed."
            : $"Calls follow JSON-RPC 2.0. A batch has at most {MaxBatchCalls} calls.");
        foreach (var method in Methods.Where(method => method is { Allow: true, Limit: not null, Window: not null }).Take(20))
        {
            description.AddNote(
                $"No more than {method.Limit} calls of {method.Method} are allowed in {Duration.Format(method.Window!.Value)} by {By}.");
        }
    }
}
