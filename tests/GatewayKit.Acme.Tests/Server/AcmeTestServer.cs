using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Acme.Tests.Server;

/// <summary>
/// A small ACME server over real sockets, which verifies every signature and nonce. It accepts each answer to a challenge unless
/// <see cref="Verify"/> says otherwise. Tests replace single responses with <see cref="Intercept"/>.
/// </summary>
internal sealed class AcmeTestServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, bool> _nonces = new();
    private readonly ConcurrentDictionary<string, string> _accounts = new();
    private readonly ConcurrentDictionary<string, JsonObject> _orders = new();
    private readonly ConcurrentDictionary<string, string> _certificates = new();
    private int _number;

    private AcmeTestServer(WebApplication app) => _app = app;

    public string Url { get; private set; } = "";

    public Uri Directory => new(Url + "/directory");

    /// <summary>Gets the requests as method and path.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>Gets the verified messages by path.</summary>
    public ConcurrentQueue<(string Path, SignedRequest Message)> Messages { get; } = new();

    /// <summary>Writes a response instead of the server, if it returns true.</summary>
    public Func<HttpContext, Task<bool>> Intercept { get; set; } = _ => Task.FromResult(false);

    /// <summary>Verifies a challenge by host, type and key authorization.</summary>
    public Func<string, string, string, bool> Verify { get; set; } = (_, _, _) => true;

    public JsonObject Meta { get; } = new() { ["termsOfService"] = "https://example.com/terms" };

    public bool HasRenewalInfo { get; set; }

    public (DateTimeOffset NotBefore, DateTimeOffset NotAfter) Validity { get; set; } =
        (DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddDays(90));

    /// <summary>The name in the certificates; null for the requested one.</summary>
    public string? IssuedHost { get; set; }

    public string[] Challenges { get; set; } = ["http-01", "dns-01", "tls-alpn-01"];

    /// <summary>Whether the account may use the host without a challenge.</summary>
    public bool IsAuthorized { get; set; }

    /// <summary>How often an order says that it is being processed.</summary>
    public int ProcessingPolls { get; set; }

    public int Orders => Requests.Count(r => r == "POST /new-order");

    public static async Task<AcmeTestServer> StartAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new AcmeTestServer(app);
        app.Run(server.AnswerAsync);
        await app.StartAsync();
        server.Url = app.Urls.Single();
        return server;
    }

    /// <summary>Writes a problem document.</summary>
    public static async Task<bool> ProblemAsync(HttpContext context, int status, string type, string detail = "Because of the test.")
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/problem+json";
        await context.Response.WriteAsync(
            new JsonObject { ["type"] = "urn:ietf:params:acme:error:" + type, ["detail"] = detail }.ToJsonString());
        return true;
    }

    public static async Task<bool> JsonAsync(HttpContext context, JsonObject json, int status = 200)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(json.ToJsonString());
        return true;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        Requests.Enqueue($"{context.Request.Method} {path}");
        var nonce = Convert.ToHexString(RandomNumberGenerator.GetBytes(8));
        _nonces[nonce] = true;
        context.Response.Headers["Replay-Nonce"] = nonce;
        if (await Intercept(context))
            return;

        if (path == "/directory")
            await DirectoryAsync(context);
        else if (path == "/new-nonce")
            context.Response.StatusCode = 200;
        else if (path.StartsWith("/renewal/", StringComparison.Ordinal))
            await ProblemAsync(context, 404, "malformed");
        else
            await SignedAsync(context, path);
    }

    private Task<bool> DirectoryAsync(HttpContext context)
    {
        var directory = new JsonObject
        {
            ["newNonce"] = Url + "/new-nonce",
            ["newAccount"] = Url + "/new-account",
            ["newOrder"] = Url + "/new-order",
            ["meta"] = Meta.DeepClone(),
        };
        if (HasRenewalInfo)
            directory["renewalInfo"] = Url + "/renewal";
        return JsonAsync(context, directory);
    }

    private async Task SignedAsync(HttpContext context, string path)
    {
        Assert.Equal("application/jose+json", context.Request.ContentType);
        Assert.StartsWith("GatewayKit/", context.Request.Headers.UserAgent.ToString(), StringComparison.Ordinal);
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var message = SignedRequest.Parse(body.ToArray(), account => _accounts[account]);
        Assert.Equal(Url + path, (string?)message.Header["url"]);
        if (!_nonces.TryRemove((string)message.Header["nonce"]!, out _))
        {
            await ProblemAsync(context, 400, "badNonce");
            return;
        }

        Messages.Enqueue((path, message));
        var id = path[(path.LastIndexOf('/') + 1)..];
        await (path.Split('/')[1] switch
        {
            "new-account" => NewAccountAsync(context, message),
            "account" => JsonAsync(context, new JsonObject { ["status"] = "valid" }),
            "new-order" => NewOrderAsync(context, message),
            "order" => OrderAsync(context, id),
            "authorization" => JsonAsync(context, (JsonObject)_orders[id]["x-authorization"]!),
            "challenge" => ChallengeAsync(context, id, path.Split('/')[2], message),
            "finalize" => FinalizeAsync(context, id, message),
            "certificate" => CertificateAsync(context, id),
            _ => ProblemAsync(context, 404, "malformed"),
        });
    }

    private Task<bool> NewAccountAsync(HttpContext context, SignedRequest message)
    {
        var id = "/account/" + Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes(message.SigningKey)), 0, 4);
        var isNew = _accounts.TryAdd(Url + id, message.SigningKey);
        context.Response.Headers.Location = Url + id;
        return JsonAsync(context, new JsonObject { ["status"] = "valid" }, isNew ? 201 : 200);
    }

    private Task<bool> NewOrderAsync(HttpContext context, SignedRequest message)
    {
        var id = Interlocked.Increment(ref _number).ToString(CultureInfo.InvariantCulture);
        var identifier = JsonNode.Parse(message.Payload)!["identifiers"]!.AsArray().Single()!;
        var challenges = Challenges.Select(type => (JsonNode?)new JsonObject
        {
            ["type"] = type,
            ["url"] = $"{Url}/challenge/{type}/{id}",
            ["status"] = "pending",
            ["token"] = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)),
        });
        _orders[id] = new JsonObject
        {
            ["status"] = IsAuthorized ? "ready" : "pending",
            ["authorizations"] = new JsonArray($"{Url}/authorization/{id}"),
            ["finalize"] = $"{Url}/finalize/{id}",
            ["x-authorization"] = new JsonObject
            {
                ["status"] = IsAuthorized ? "valid" : "pending",
                ["identifier"] = identifier.DeepClone(),
                ["challenges"] = new JsonArray([.. challenges]),
            },
        };
        context.Response.Headers.Location = $"{Url}/order/{id}";
        return JsonAsync(context, _orders[id], 201);
    }

    private Task<bool> ChallengeAsync(HttpContext context, string id, string type, SignedRequest message)
    {
        Assert.Equal("{}", message.Payload);
        var authorization = (JsonObject)_orders[id]["x-authorization"]!;
        var challenge = authorization["challenges"]!.AsArray().Single(c => (string?)c!["type"] == type)!;
        var isValid = Verify((string)authorization["identifier"]!["value"]!, type, (string)challenge["token"]!);
        authorization["status"] = isValid ? "valid" : "invalid";
        if (isValid)
        {
            _orders[id]["status"] = "ready";
        }
        else
        {
            challenge["error"] = new JsonObject
            {
                ["type"] = "urn:ietf:params:acme:error:unauthorized",
                ["detail"] = "The answer is wrong.",
            };
        }

        return JsonAsync(context, (JsonObject)challenge);
    }

    private Task<bool> OrderAsync(HttpContext context, string id)
    {
        if ((string?)_orders[id]["status"] == "processing" && --ProcessingPolls == 0)
            _orders[id]["status"] = "valid";
        return JsonAsync(context, _orders[id]);
    }

    private Task<bool> FinalizeAsync(HttpContext context, string id, SignedRequest message)
    {
        var csr = Base64Url.DecodeFromChars((string)JsonNode.Parse(message.Payload)!["csr"]!);
        using var certificate = TestAuthority.Shared.Issue(csr, Validity.NotBefore, Validity.NotAfter, IssuedHost);
        _certificates[id] = $"{certificate.ExportCertificatePem()}\n{TestAuthority.Shared.Root.ExportCertificatePem()}\n";
        _orders[id]["status"] = ProcessingPolls > 0 ? "processing" : "valid";
        _orders[id]["certificate"] = $"{Url}/certificate/{id}";
        return JsonAsync(context, _orders[id]);
    }

    private async Task<bool> CertificateAsync(HttpContext context, string id)
    {
        context.Response.ContentType = "application/pem-certificate-chain";
        await context.Response.WriteAsync(_certificates[id]);
        return true;
    }
}
