namespace GatewayKit.Plugins.GraphQL.Errors;

/// <summary>An error that the gateway answers a request with.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The member <c>code</c> of its extensions.</param>
/// <param name="Message">The message.</param>
internal sealed record GraphQLError(int Status, string Code, string Message)
{
    public static GraphQLError NotPersisted { get; } = new(200, "PERSISTED_QUERY_NOT_FOUND", "PersistedQueryNotFound");

    public static GraphQLError PersistingNotSupported { get; } =
        new(200, "PERSISTED_QUERY_NOT_SUPPORTED", "PersistedQueryNotSupported");

    public static GraphQLError OtherHash { get; } =
        new(400, "PERSISTED_QUERY_HASH_MISMATCH", "The hash isn't the SHA-256 hash of the query.");

    public static GraphQLError NotTrusted { get; } = new(403, "DOCUMENT_NOT_TRUSTED", "Only trusted documents are allowed.");

    public static GraphQLError NoIntrospection { get; } =
        new(403, "INTROSPECTION_DISABLED", "The caller can't query the schema.");

    public static GraphQLError OtherName { get; } = new(403, "OPERATION_NOT_ALLOWED", "The operation isn't allowed.");

    public static GraphQLError OnlyQueries { get; } =
        new(405, "OPERATION_NOT_ALLOWED", "GET requests can only have queries; send mutations with POST.");

    public static GraphQLError OtherKind(OperationKind kind)
        => new(403, "OPERATION_NOT_ALLOWED", $"Operations of the type {kind.ToString().ToLowerInvariant()} aren't allowed.");

    public static GraphQLError BadRequest(string message) => new(400, "BAD_REQUEST", message);

    public static GraphQLError Syntax(string message) => new(400, "GRAPHQL_PARSE_FAILED", message);

    public static GraphQLError Invalid(string message) => new(400, "GRAPHQL_VALIDATION_FAILED", message);

    public static GraphQLError Limit(string kind, long maximum)
        => new(400, "LIMIT_EXCEEDED", $"The {kind} exceeds the limit of {maximum}.");
}
