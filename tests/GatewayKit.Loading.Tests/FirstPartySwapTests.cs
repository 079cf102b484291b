using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using GatewayKit.Compilation;
using GatewayKit.Loading.Tests.Support;
using GatewayKit.Plugins;
using GatewayKit.Runtime;
using GatewayKit.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Loading.Tests;

/// <summary>Every first-party plugin, from a folder, replaced again and again under traffic: seven times here, or as often as
/// <c>GATEWAYKIT_SWAPS</c> says: eight times in CI.</summary>
[Collection("Alone")]
public sealed class FirstPartySwapTests
{
    private const int WarmUp = 5;

    /// <summary>What the pools of Kestrel, of YARP and of arrays may hold more or less, on a busy machine.
    /// Forty swaps see a leak of 400 KB each.</summary>
    private const long Tolerance = 8 << 20;

    private const string Document = """
        openapi: 3.1.0
        info: { title: Pets, version: "1" }
        paths:
          /pets/{id}:
            get:
              parameters:
                - { name: id, in: path, required: true, schema: { type: integer } }
                - { name: limit, in: query, schema: { type: integer, minimum: 1 } }
              responses:
                200:
                  description: ok
                  content:
                    application/json: { schema: { type: object, required: [name], properties: { name: { type: string, pattern: '^[a-z]+$' }, born: { type: string, format: date } } } }
        """;

    private const string Secret = "0123456789abcdef0123456789abcdef";

    private static readonly int s_swaps =
        int.TryParse(Environment.GetEnvironmentVariable("GATEWAYKIT_SWAPS"), out var swaps) ? Math.Max(swaps, WarmUp + 2) : WarmUp + 2;
    private static readonly string[] s_plugins =
        [.. Directory.EnumerateDirectories(PluginsFolder.FirstParty).Select(d => Path.GetFileName(d)!)];

    [Fact]
    public async Task Every_replaced_build_is_collected_and_memory_stays_flat()
    {
        using var folder = new PluginsFolder();
        using var files = new TestFiles();
        foreach (var plugin in s_plugins)
            folder.Add(Path.Combine(PluginsFolder.FirstParty, plugin));
        await File.WriteAllTextAsync(files["pets.yaml"], Document);
        await File.WriteAllTextAsync(files["root.pem"], Root());
        await using var gateway = await StartAsync(folder, files);
        await CheckProtocolsAsync(gateway);
        await using var api = new Traffic(gateway.Client, "/api?key=secret", clients: 2);
        await using var mock = new Traffic(gateway.Client, "/mock", clients: 1);
        await using var jwt = new Traffic(gateway.Client, "/jwt?token=" + Token(), clients: 1);
        await using var pets = new Traffic(gateway.Client, "/pets/7?limit=2", clients: 1);
        var contexts = new List<WeakReference>();
        var memory = new List<long>();

        for (var swap = 1; swap <= s_swaps; swap++)
        {
            await SwapAsync(gateway, folder, swap, contexts);
            await api.FlowsAsync();
            await CheckProtocolsAsync(gateway);
            if (swap > WarmUp)
                memory.Add(await CollectAllAsync(gateway, contexts));
        }

        Assert.Equal(s_plugins.Length * s_swaps, contexts.Count);
        Assert.InRange(Growth(memory), long.MinValue, Tolerance);
        Assert.Equal(0, gateway.Services.GetRequiredService<LeakedGenerations>().Count);
    }

    private static Task<GatewayTestHost> StartAsync(PluginsFolder folder, TestFiles files) => GatewayTestHost.StartAsync(setup => setup
        .WithUpstream(ProtocolCall.AnswerAsync)
        .WithGateway(gateway =>
        {
            gateway.LoadPluginsFrom(folder.Root).Host.Logging.AddFilter(level => level >= LogLevel.Warning);
            gateway.Services.AddAuthentication().AddCookie();
        })
        .WithConfiguration($$"""
            plugins: [ { name: correlation-id } ]
            routes:
              api:
                clusterId: up
                match: { path: /api }
                plugins:
                  - { name: file-log, options: { path: '{{files["access.log"]}}' } }
                  - { name: http-log, options: { url: "{upstream}/logs" } }
                  - { name: stdout-log, options: { sampling: 0 } }
                  - { name: cors, options: { origins: ["/https://.*/"] } }
                  - { name: key-auth, options: { queryParameters: [key] } }
                  - { name: rate-limit, options: { limit: 1000000, window: 1d } }
                  - { name: traffic-split, options: { weights: { up: 1, next: 1 }, stickyBy: consumer } }
                  - { name: mirror, options: { cluster: next } }
                  - { name: cache, options: { ttl: 1s } }
                  - { name: fault-injection, options: { delay: { percentage: 100, duration: 1ms } } }
                  - { name: request-transform, options: { add: { headers: { X-Tenant: blue } } } }
                  - { name: response-transform, options: { add: { headers: { X-Served-By: gateway } } } }
                  - { name: compress, options: { minSize: 0 } }
                  - { name: find-replace, options: { response: [ { find: internal, replace: public } ] } }
                  - { name: json-xml, options: { request: xml, response: auto } }
                  - { name: rewrite-links, options: { publicUrl: https://api.example.com } }
                  - { name: openapi-validation, options: { openapi: '{{files.Api}}', requests: report } }
                  - { name: acl, options: { deny: [guests] } }
                  - { name: ip-restriction, options: { allow: [127.0.0.0/8] } }
                  - { name: maintenance, options: { testers: { header: X-Token, value: 0123456789abcdef, networks: [127.0.0.0/8, "::1"] } } }
                  - { name: deprecation, options: { date: 2020-01-01T00:00:00Z, successor: "/v2/{rest}" } }
                  - { name: api-version, options: { header: Api-Version, default: "1", versions: { 1: { clusterId: up }, 2: { clusterId: next } } } }
                  - { name: bot-detection, options: { deny: [badbot] } }
                  - { name: forward-auth, options: { url: "{upstream}/check" } }
                  - { name: upstream-auth, options: { header: { value: Token internal } } }
                  - { name: security-headers }
                  - { name: stream-limits, options: { idleTimeout: 1d, maxMessageSize: 1MB } }
                  - { name: request-priority, options: { priority: high } }
                  - { name: quota, options: { limit: 1000000, period: month, timeZone: Europe/Berlin, store: local } }
                  - { name: concurrency-limit, options: { limit: 1000, queue: 10 } }
                  - { name: load-shedding, options: { maxCpu: 100, minConcurrency: 1000 } }
                  - { name: request-size-limit, options: { limit: 1MB, inflatedLimit: 10MB } }
                  - { name: authorize, options: { expression: "consumer == 'alice' and matches(path, '/a.*')" } }
                  - { name: record, options: { file: '{{files["fixtures.json"]}}', openapi: '{{files.Api}}', writeInterval: 10ms, maxExchanges: 1000 } }
              jwt: { match: { path: /jwt }, plugins: [ { name: jwt, options: { locations: ['query:token'] } }, { name: mock, options: { body: hello } } ] }
              oidc: { match: { path: /oidc }, plugins: [ { name: oidc, options: { authority: "https://login.invalid", clientId: gateway } }, { name: mock } ] }
              login: { match: { path: /login }, plugins: [ { name: basic-auth }, { name: mock } ] }
              opaque: { match: { path: /opaque }, plugins: [ { name: oauth2-introspection, options: { endpoint: "{upstream}/introspect", token: t } }, { name: mock } ] }
              signed: { match: { path: /signed }, plugins: [ { name: http-signature }, { name: mock } ] }
              cert: { match: { path: /cert }, plugins: [ { name: mtls-auth, options: { roots: ['{{files["root.pem"]}}'] } }, { name: mock } ] }
              policy:
                match: { path: /policy }
                plugins: [ { name: key-auth }, { name: opa, options: { url: "{upstream}/policy" } }, { name: mock } ]
              guests: { match: { path: /guests }, plugins: [ { name: anonymous, options: { consumer: guest } }, { name: mock } ] }
              host: { match: { path: /host }, plugins: [ { name: aspnetcore-auth, options: { schemes: [Cookies] } }, { name: mock } ] }
              mock: { match: { path: /mock }, plugins: [ { name: mock, options: { body: hello } } ] }
              respond: { match: { path: /respond }, plugins: [ { name: respond, options: { json: { a: 1 } } } ] }
              redirect: { match: { path: /redirect }, plugins: [ { name: redirect, options: { location: /respond } } ] }
              pets: { match: { path: "/pets/{id}" }, plugins: [ { name: mock, options: { openapi: '{{files["pets.yaml"]}}', dynamic: true } } ] }
              {{Protocols(files)}}
            clusters:
              up: { destinations: { one: { address: "{upstream}" } } }
              next: { destinations: { one: { address: "{upstream}" } } }
            consumers: { alice: { credentials: { key-auth: [ { key: secret } ], jwt: [ { keyId: alice, secret: {{Secret}} } ] } } }
            """)).WaitAsync(Eventually.Patience);

    private static string Protocols(TestFiles files) => ProtocolCall.Routes
        .Replace("PETS", files["pets.yaml"], StringComparison.Ordinal)
        .Replace("LIBRARY", Path.Combine(AppContext.BaseDirectory, "library.pb"), StringComparison.Ordinal)
        .ReplaceLineEndings("\n  ");

    private static async Task CheckProtocolsAsync(GatewayTestHost gateway)
    {
        foreach (var call in ProtocolCall.All)
            await call.CheckAsync(gateway.Client);
    }

    private static string Root()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var root = new CertificateRequest("CN=root", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return root.ExportCertificatePem();
    }

    private static string Token()
    {
        var input = $"{Base64Url.EncodeToString("""{"alg":"HS256","kid":"alice"}"""u8)}.{Base64Url.EncodeToString("""{"exp":4102444800}"""u8)}";
        var signature = HMACSHA256.HashData(Encoding.ASCII.GetBytes(Secret), Encoding.ASCII.GetBytes(input));
        return $"{input}.{Base64Url.EncodeToString(signature)}";
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task SwapAsync(GatewayTestHost gateway, PluginsFolder folder, int swap, List<WeakReference> contexts)
    {
        contexts.AddRange(ContextsOf(gateway));
        foreach (var plugin in s_plugins)
            folder.Touch(plugin, swap);

        Assert.Equal(0, (await gateway.Services
            .GetRequiredService<ReloadCoordinator>()
            .ReloadPluginsAsync()
            .WaitAsync(Eventually.Patience)).Total);
        Assert.DoesNotContain(ContextsOf(gateway), c => contexts.Exists(old => old.Target == c.Target && old.Target is not null));
        gateway.Upstream.Forget();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference[] ContextsOf(GatewayTestHost gateway)
        => [.. gateway.Services
            .GetRequiredService<CurrentSnapshot>().Active.Catalog.Modules
            .Where(m => m.Location is not null)
            .Select(m => new WeakReference(m.LoadContext, trackResurrection: true))];

    /// <summary>By how much the least of the second half is more than the least of the first.
    /// The host's pools hold some megabytes at one time and none at another; what leaks is there at every time.</summary>
    private static long Growth(List<long> memory) => memory.Skip(memory.Count / 2).Min() - memory.Take(memory.Count / 2).Min();

    private static async Task<long> CollectAllAsync(GatewayTestHost gateway, List<WeakReference> contexts)
    {
        await Eventually.TrueAsync(() => contexts.TrueForAll(c => !c.IsAlive), Eventually.Collect);
        gateway.Upstream.Forget();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
