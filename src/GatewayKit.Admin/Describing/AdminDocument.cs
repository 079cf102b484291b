using System.Globalization;
using System.Text.Json.Nodes;
using GatewayKit.Admin.Access;
using GatewayKit.Admin.Endpoints;
using GatewayKit.Admin.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace GatewayKit.Admin.Describing;

/// <summary>Describes the admin API with OpenAPI, with the role of each operation as <c>x-gatewaykit-role</c>.</summary>
internal static class AdminDocument
{
    /// <summary>The extension with the role that an operation requires.</summary>
    public const string RoleExtension = "x-gatewaykit-role";

    private const string KeyScheme = "key";
    private const string ProblemSchema = "Problem";

    /// <summary>The problems of every operation.</summary>
    private static readonly Dictionary<int, string> s_problems = new()
    {
        [401] = "The request has no valid credentials.",
        [403] = "The role of the caller isn't sufficient, or the request comes from a page of another origin.",
    };

    public static void Describe(OpenApiOptions options)
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.ShouldInclude = description => description.GroupName == AdminApi.Name;
        options.AddDocumentTransformer(DescribeAsync);
        options.AddOperationTransformer(DescribeAsync);
        options.AddSchemaTransformer(PlainSchema.ApplyAsync);
    }

    private static async Task DescribeAsync(
        OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellation)
    {
        document.Info = new OpenApiInfo
        {
            Title = "GatewayKit admin API",
            Version = "v1",
            Description = "Reads and changes a gateway. Errors are problem documents (RFC 9457).",
        };
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [KeyScheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "A key of the admin API, or a token of the host's authentication.",
            },
        };
        await AddProblemAsync(document, context.GetOrCreateSchemaAsync(typeof(ProblemDocument), null, cancellation)).ConfigureAwait(false);
    }

    private static async Task AddProblemAsync(OpenApiDocument document, Task<OpenApiSchema> schema)
    {
        if (document.Components?.Schemas?.ContainsKey(ProblemSchema) != true)
            document.AddComponent(ProblemSchema, await schema.ConfigureAwait(false));
    }

    private static async Task DescribeAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var role = metadata.OfType<RequiredRole>().LastOrDefault()?.Role ?? AdminRole.Admin;
        operation.OperationId = IdOf(context.Description.HttpMethod!, context.Description.RelativePath!);
        operation.Extensions ??= new Dictionary<string, IOpenApiExtension>();
        operation.Extensions[RoleExtension] = new JsonNodeExtension(JsonValue.Create(role.ToString().ToLowerInvariant()));
        operation.Security =
        [
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(KeyScheme, context.Document)] = [] },
        ];
        DescribeParameters(operation);
        if (metadata.OfType<RequestBody>().LastOrDefault() is { } body)
            operation.RequestBody = await DescribeAsync(body, context, cancellation).ConfigureAwait(false);
        await DescribeProblemsAsync(operation, context, cancellation).ConfigureAwait(false);
    }

    private static async Task<OpenApiRequestBody> DescribeAsync(
        RequestBody body, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        var schema = await context.GetOrCreateSchemaAsync(body.Type, null, cancellation).ConfigureAwait(false);
        return new OpenApiRequestBody
        {
            Required = body.IsRequired,
            Content = body.ContentTypes.ToDictionary(type => type, _ => new OpenApiMediaType { Schema = schema }),
        };
    }

    private static async Task DescribeProblemsAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        await AddProblemAsync(context.Document!, context.GetOrCreateSchemaAsync(typeof(ProblemDocument), null, cancellation))
            .ConfigureAwait(false);
        operation.Responses ??= [];
        foreach (var (status, description) in s_problems)
        {
            operation.Responses[status.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponse
            {
                Description = description,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    [AdminProblem.ContentType] = new() { Schema = new OpenApiSchemaReference(ProblemSchema, context.Document) },
                },
            };
        }
    }

    private static void DescribeParameters(OpenApiOperation operation)
    {
        if (operation.Responses?.ContainsKey("412") == true)
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = "If-Match",
                In = ParameterLocation.Header,
                Description = "The ETag of the version to change."
                    + (operation.Responses.ContainsKey("428") ? " An entry that exists can't be replaced or deleted without it." : ""),
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            });
        }

        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
        {
            if (parameter.Name == "limit")
            {
                parameter.Description = $"The maximum number of items, {PageRequest.DefaultLimit} by default.";
                parameter.Schema = new OpenApiSchema
                {
                    Type = JsonSchemaType.Integer,
                    Minimum = "1",
                    Maximum = PageRequest.MaximumLimit.ToString(CultureInfo.InvariantCulture),
                };
            }
            else if (parameter.Name == "cursor")
            {
                parameter.Description = "The 'next' of the previous page.";
            }
            else if (parameter.Name == "dryRun")
            {
                parameter.Description = "Whether the change is only checked. Default: false.";
                parameter.Schema = new OpenApiSchema { Type = JsonSchemaType.Boolean };
            }
        }
    }

    /// <summary>Returns an id such as <c>getRoutesById</c>.</summary>
    private static string IdOf(string method, string path)
    {
        var words = path.Split('/', StringSplitOptions.RemoveEmptyEntries)
            .Where(word => word != "v1")
            .Select(word => word.StartsWith('{') ? "By" + Capital(word.Trim('{', '}', '*')) : Capital(word.Split('.')[0]));
        return method.ToLowerInvariant() + string.Concat(words);
    }

    private static string Capital(string word) => word.Length == 0 ? "" : char.ToUpperInvariant(word[0]) + word[1..];
}
