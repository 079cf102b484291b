using System.ComponentModel.DataAnnotations;
using GatewayKit.Plugins.GraphQL.Rest;

namespace GatewayKit.Plugins.GraphQL;

/// <summary>The options of <c>graphql-rest</c>.</summary>
public sealed record GraphQLRestOptions : IValidatedOptions
{
    /// <summary>The document with the operation: a query or a mutation, and its fragments.</summary>
    [StringLength(100_000, MinimumLength = 1)]
    public string? Query { get; init; }

    /// <summary>A file with the document, instead of <c>query</c>, of at most 100 kB. The gateway reloads it when it changes.</summary>
    [StringLength(1000, MinimumLength = 1)]
    public string? QueryFile { get; init; }

    /// <summary>The name of the operation, if the document has several.</summary>
    [StringLength(200, MinimumLength = 1)]
    public string? OperationName { get; init; }

    /// <summary>The path of the GraphQL service.</summary>
    [StringLength(2000, MinimumLength = 1)]
    public string Path { get; init; } = "/graphql";

    /// <summary>The sources of variables: <c>route.NAME</c>, <c>query.NAME</c>, <c>header.NAME</c>, <c>body.NAME</c> for a member of the
    /// JSON body, or <c>body</c> for all of it. By default, a variable is the parameter of the route with its name, and if there is none,
    /// the query parameter for GET, and the member of the body for other methods.</summary>
    [MaxLength(100)]
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>The JSON types of custom scalars, by name: <c>text</c>, <c>wholeNumber</c>, <c>number</c> or <c>boolean</c>. By default, a
    /// parameter is a text, and a value in the body isn't checked.</summary>
    [MaxLength(100)]
    public IReadOnlyDictionary<string, ScalarKind> Scalars { get; init; } = new Dictionary<string, ScalarKind>();

    /// <summary>A JSON Pointer to the value in <c>data</c> that is the response, such as <c>/order</c>. For a query, 404 is the response to
    /// a missing value or null. By default, the response is <c>data</c> itself.</summary>
    [RegularExpression("(/([^~/]|~[01])*){1,20}")]
    [StringLength(1000, MinimumLength = 1)]
    public string? Result { get; init; }

    /// <summary>The statuses of errors by <c>extensions.code</c>, 400 to 599, in addition to the usual ones.</summary>
    [MaxLength(200)]
    public IReadOnlyDictionary<string, int> Statuses { get; init; } = new Dictionary<string, int>();

    /// <summary>Whether data with errors is a success, without the errors. Otherwise each error fails the request.</summary>
    public bool PartialData { get; init; }

    /// <summary>The errors whose messages clients receive: those with a 4xx (<c>clientErrors</c>), <c>always</c> or <c>never</c>. Messages
    /// of other errors often have internals of the service.</summary>
    public ErrorDetail ErrorDetail { get; init; }

    /// <summary>The header <c>Cache-Control</c> of successful responses to GET. By default, it is that of the upstream, or
    /// <c>no-store</c>.</summary>
    [StringLength(200, MinimumLength = 1)]
    public string? CacheControl { get; init; }

    /// <summary>The maximum nesting of objects and arrays in bodies.</summary>
    [Range(3, 256)]
    public int MaxDepth { get; init; } = 64;

    /// <summary>The maximum length of a body, 1 B to 16 MB, encoded and decoded. A longer one is rejected with 413, or 502 for a
    /// response.</summary>
    public ByteSize MaxBodySize { get; init; } = ByteSize.Megabytes(1);

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        if (Query is null == QueryFile is null)
            yield return new OptionsError("query", "is required, unless 'queryFile' has the document; set one of them");
        if (Path[0] != '/' || Path.Any(character => character is <= ' ' or > '~' or '#' or '?' or '\\'))
            yield return new OptionsError("path", $"is {HeaderOptions.Quoted(Path)}; it must be a path, such as /graphql");
        if (MaxBodySize.Bytes < 1 || MaxBodySize > ByteSize.Megabytes(16))
            yield return new OptionsError("maxBodySize", $"is {MaxBodySize}; it must be between 1B and 16MB");
        if (CacheControl is not null && !HeaderOptions.IsValue(CacheControl))
            yield return new OptionsError("cacheControl", "isn't a valid value of a header");
        foreach (var (code, status) in Statuses.Where(pair => pair.Value is < 400 or > 599))
            yield return new OptionsError($"statuses.{code}", $"is {status}; it must be between 400 and 599");
        foreach (var (name, source) in Variables.Where(pair => VariableSource.TryParse(pair.Value) is null))
        {
            yield return new OptionsError(
                $"variables.{name}",
                $"is {HeaderOptions.Quoted(source)}; it must be route.NAME, query.NAME, header.NAME, body.NAME or body");
        }
    }
}
