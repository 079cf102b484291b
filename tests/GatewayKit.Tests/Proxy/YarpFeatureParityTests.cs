using Microsoft.AspNetCore.Http;

namespace GatewayKit.Tests.Proxy;

/// <summary>Every feature that a YARP section can name does under <c>GatewayKit</c> what it does under <c>ReverseProxy</c>.</summary>
public sealed class YarpFeatureParityTests : IAsyncLifetime
{
    private const string Section = """
        {
          "Routes": {
            "path-prefix": { "ClusterId": "up", "Match": { "Path": "/path-prefix/{**rest}" }, "Transforms": [ { "PathPrefix": "/v1" } ] },
            "path-set": { "ClusterId": "up", "Match": { "Path": "/path-set" }, "Transforms": [ { "PathSet": "/else where" } ] },
            "query": { "ClusterId": "up", "Match": { "Path": "/query/{id}" }, "Transforms": [
              { "QueryValueParameter": "a", "Append": "1" }, { "QueryRouteParameter": "id", "Set": "id" }, { "QueryRemoveParameter": "gone" } ] },
            "method": { "ClusterId": "up", "Match": { "Path": "/method" }, "Transforms": [ { "HttpMethodChange": "GET", "Set": "DELETE" } ] },
            "headers": { "ClusterId": "up", "Match": { "Path": "/headers/{id}" }, "Transforms": [
              { "RequestHeader": "X-Add", "Append": "b" }, { "RequestHeaderRouteValue": "X-Id", "Set": "id" }, { "RequestHeaderRemove": "X-Gone" },
              { "ResponseHeader": "X-Upstream", "Append": "again" }, { "ResponseHeaderRemove": "X-Secret", "When": "Always" } ] },
            "allowed": { "ClusterId": "up", "Match": { "Path": "/allowed" }, "Transforms": [
              { "RequestHeadersAllowed": "X-Add;Host" }, { "ResponseHeadersAllowed": "X-Upstream;Content-Length" } ] },
            "copy": { "ClusterId": "up", "Match": { "Path": "/copy" }, "Transforms": [
              { "RequestHeadersCopy": "false" }, { "ResponseHeadersCopy": "false" }, { "ResponseTrailersCopy": "false" } ] },
            "original-host": { "ClusterId": "up", "Match": { "Path": "/original-host" }, "Transforms": [ { "RequestHeaderOriginalHost": "true" } ] },
            "forwarded": { "ClusterId": "up", "Match": { "Path": "/forwarded" }, "Transforms": [ { "Forwarded": "for,host,proto", "ForFormat": "Ip", "Action": "Append" } ] },
            "x-forwarded": { "ClusterId": "up", "Match": { "Path": "/x-forwarded" }, "Transforms": [
              { "X-Forwarded": "Set", "For": "Off", "Host": "Append", "Prefix": "Remove", "HeaderPrefix": "X-Via-" } ] },
            "x-off": { "ClusterId": "up", "Match": { "Path": "/x-off" }, "Transforms": [ { "X-Forwarded": "Off" } ] },
            "client-cert": { "ClusterId": "up", "Match": { "Path": "/client-cert" }, "Transforms": [ { "ClientCert": "X-Cert" } ] },
            "error": { "ClusterId": "up", "Match": { "Path": "/status/{code}" }, "Transforms": [
              { "ResponseHeader": "X-Failed", "Set": "yes", "When": "Failure" }, { "ResponseHeader": "X-Fine", "Set": "yes", "When": "Success" } ] },
            "header-prefix": { "ClusterId": "up", "Match": { "Path": "/match", "Headers": [ { "Name": "X-A", "Values": [ "pre" ], "Mode": "HeaderPrefix" } ] }, "Transforms": [ { "PathSet": "/by-prefix" } ] },
            "header-not": { "ClusterId": "up", "Order": 5, "Match": { "Path": "/match", "Headers": [ { "Name": "X-B", "Mode": "NotExists" }, { "Name": "X-A", "Values": [ "zz" ], "Mode": "Contains", "IsCaseSensitive": true } ] }, "Transforms": [ { "PathSet": "/by-contains" } ] },
            "query-exists": { "ClusterId": "up", "Order": 6, "Match": { "Path": "/match", "QueryParameters": [ { "Name": "q", "Mode": "Exists" } ] }, "Transforms": [ { "PathSet": "/by-query" } ] },
            "query-prefix": { "ClusterId": "up", "Order": 4, "Match": { "Path": "/match", "QueryParameters": [ { "Name": "q", "Mode": "Prefix", "Values": [ "ab" ] } ] }, "Transforms": [ { "PathSet": "/by-query-prefix" } ] },
            "host": { "ClusterId": "up", "Match": { "Hosts": [ "api.example", "*.wild.example" ], "Path": "/host/{**rest}" } },
            "other-host": { "ClusterId": "up", "Match": { "Hosts": [ "other.example" ], "Path": "/other-host" } },
            "wants-login": { "ClusterId": "up", "AuthorizationPolicy": "default", "Match": { "Path": "/wants-login" } },
            "nobody": { "ClusterId": "up", "AuthorizationPolicy": "nobody", "Match": { "Path": "/nobody" } },
            "anonymous": { "ClusterId": "up", "AuthorizationPolicy": "anonymous", "Match": { "Path": "/anonymous" } },
            "cors": { "ClusterId": "up", "CorsPolicy": "shop", "Match": { "Path": "/cors" } },
            "cors-off": { "ClusterId": "up", "CorsPolicy": "disable", "Match": { "Path": "/cors-off" } },
            "limited": { "ClusterId": "up", "RateLimiterPolicy": "none", "Match": { "Path": "/limited" } },
            "cached": { "ClusterId": "up", "OutputCachePolicy": "hour", "Match": { "Path": "/cached" } },
            "hanging": { "ClusterId": "up", "Timeout": "00:00:00.3", "Match": { "Path": "/hang" } },
            "hanging-policy": { "ClusterId": "up", "TimeoutPolicy": "short", "Match": { "Path": "/hang-policy" } },
            "own-host": { "ClusterId": "own-host", "Match": { "Path": "/own-host" } },
            "first": { "ClusterId": "first", "Match": { "Path": "/first" } },
            "unhealthy": { "ClusterId": "unhealthy", "Match": { "Path": "/unhealthy/{**rest}" } },
            "sticky": { "ClusterId": "sticky", "Match": { "Path": "/sticky" }, "Metadata": { "k": "v" } },
            "by-header": { "ClusterId": "by-header", "Match": { "Path": "/by-header" } },
            "old": { "ClusterId": "old", "Match": { "Path": "/old" } }
          },
          "Clusters": {
            "up": { "Destinations": { "one": { "Address": "{upstream}" } }, "Metadata": { "Owner": "team" } },
            "own-host": { "Destinations": { "one": { "Address": "{upstream}base/", "Host": "inner.example", "Metadata": { "m": "1" } } } },
            "first": { "LoadBalancingPolicy": "FirstAlphabetical", "Destinations": { "b": { "Address": "http://127.0.0.1:1" }, "a": { "Address": "{upstream}a" } } },
            "unhealthy": { "HealthCheck": { "Passive": { "Enabled": true, "Policy": "TransportFailureRate", "ReactivationPeriod": "01:00:00" }, "AvailableDestinationsPolicy": "HealthyAndUnknown" },
              "Metadata": { "TransportFailureRateHealthPolicy.RateLimit": "0.5" }, "Destinations": { "one": { "Address": "http://127.0.0.1:1" } } },
            "sticky": { "LoadBalancingPolicy": "PowerOfTwoChoices", "SessionAffinity": { "Enabled": true, "Policy": "HashCookie", "FailurePolicy": "Return503Error", "AffinityKeyName": "stick",
              "Cookie": { "Path": "/sticky", "HttpOnly": false, "MaxAge": "01:00:00", "SameSite": "Strict", "SecurePolicy": "None" } }, "Destinations": { "one": { "Address": "{upstream}" } } },
            "by-header": { "SessionAffinity": { "Enabled": true, "Policy": "ArrCookie", "AffinityKeyName": "arr" }, "Destinations": { "one": { "Address": "{upstream}" } } },
            "old": { "HttpClient": { "SslProtocols": [ "Tls12" ], "MaxConnectionsPerServer": 10, "DangerousAcceptAnyServerCertificate": true, "RequestHeaderEncoding": "utf-8", "ResponseHeaderEncoding": "utf-8", "EnableMultipleHttp2Connections": false },
              "HttpRequest": { "ActivityTimeout": "00:00:30", "Version": "1.0", "VersionPolicy": "RequestVersionExact", "AllowResponseBuffering": true }, "Destinations": { "one": { "Address": "{upstream}" } } }
          }
        }
        """;

    private YarpPair _pair = null!;

    public static TheoryData<string, string, string[]> Requests => new()
    {
        { "GET", "/path-prefix/a%20b?x=1", [] },
        { "GET", "/path-set?x=1", [] },
        { "GET", "/query/7?gone=1&a=0&b=%26", [] },
        { "GET", "/method", [] },
        { "POST", "/method", [] },
        { "GET", "/headers/7", ["X-Add: a", "X-Gone: 1"] },
        { "GET", "/allowed", ["X-Add: a", "X-Other: b"] },
        { "GET", "/copy", ["X-Add: a"] },
        { "POST", "/copy", ["X-Add: a"] },
        { "GET", "/original-host", [] },
        { "GET", "/forwarded", [] },
        { "GET", "/x-forwarded", [] },
        { "GET", "/x-off", [] },
        { "GET", "/client-cert", ["X-Cert: forged"] },
        { "GET", "/status/200", [] },
        { "GET", "/status/301", [] },
        { "GET", "/status/404", [] },
        { "GET", "/status/503", [] },
        { "GET", "/match", ["X-A: prefix"] },
        { "GET", "/match", ["X-A: a zz b"] },
        { "GET", "/match", ["X-A: a ZZ b"] },
        { "GET", "/match?q=", [] },
        { "GET", "/match?q=abc", ["X-B: 1"] },
        { "GET", "/match", [] },
        { "GET", "/host/x", [] },
        { "GET", "/other-host", [] },
        { "GET", "/wants-login", [] },
        { "GET", "/nobody", [] },
        { "GET", "/anonymous", [] },
        { "GET", "/cors", ["Origin: https://shop.example"] },
        { "GET", "/cors", ["Origin: https://evil.example"] },
        { "OPTIONS", "/cors", ["Origin: https://shop.example", "Access-Control-Request-Method: PUT"] },
        { "OPTIONS", "/cors-off", ["Origin: https://shop.example", "Access-Control-Request-Method: PUT"] },
        { "GET", "/own-host?x", [] },
        { "GET", "/first", [] },
        { "GET", "/sticky", [] },
        { "GET", "/sticky", ["Cookie: stick=unknown"] },
        { "GET", "/by-header", [] },
        { "GET", "/by-header", ["Cookie: arr=unknown; other=1"] },
        { "GET", "/old", ["X-Add: a"] },
    };

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task A_feature_of_YARP_does_the_same(string method, string target, string[] headers)
    {
        var (byYarp, byGateway) = await _pair.AskAsync(method, target, headers);

        Assert.Equal(byYarp, byGateway);
    }

    [Theory]
    [InlineData("/limited")]
    [InlineData("/cached")]
    public async Task What_depends_on_earlier_requests_does_the_same(string target)
    {
        for (var i = 0; i < 12; i++)
        {
            var (byYarp, byGateway) = await _pair.AskAsync("GET", target);

            Assert.Equal(byYarp, byGateway);
        }
    }

    [Fact]
    public async Task An_unhealthy_destination_is_left_out_as_in_YARP()
    {
        // As many as the policy needs.
        for (var i = 0; i < 10; i++)
            Assert.Equal(("502\n", "502\n"), await _pair.AskAsync("GET", "/unhealthy/x"));

        // YARP leaves a destination out on another thread.
        await _pair.UntilAsync("unhealthy", cluster => cluster.DestinationsState.AvailableDestinations.Count == 0);
        Assert.Equal(("503\n", "503\n"), await _pair.AskAsync("GET", "/unhealthy/x"));
    }

    [Theory]
    [InlineData("/hang")]
    [InlineData("/hang-policy")]
    public async Task A_timeout_is_a_504_unlike_in_YARP(string target)
    {
        var (byYarp, byGateway) = await _pair.AskAsync("GET", target);

        Assert.Equal(("400", "504"), (byYarp[..3], byGateway[..3]));
    }

    public async Task InitializeAsync() => _pair = await YarpPair.StartAsync(Section, static async http =>
    {
        var path = http.Request.Path.Value!;
        if (path.StartsWith("/hang", StringComparison.Ordinal))
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (path.StartsWith("/status/", StringComparison.Ordinal))
            http.Response.StatusCode = int.Parse(path[8..], System.Globalization.CultureInfo.InvariantCulture);
        http.Response.Headers["X-Upstream"] = "yes";
        http.Response.Headers["X-Secret"] = "s";
        http.Response.ContentType = "text/plain";
        await http.Response.WriteAsync("answer");
    });

    public async Task DisposeAsync() => await _pair.DisposeAsync();
}
