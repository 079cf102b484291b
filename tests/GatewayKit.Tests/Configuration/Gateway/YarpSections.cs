namespace GatewayKit.Tests.Configuration.Gateway;

/// <summary>Sections of YARP's form: one with every key, and the odd ones.</summary>
internal static class YarpSections
{
    private const string EveryKey = """
        {
          // comments are allowed
          "Routes": {
            "everything": {
              "ClusterId": "everything", "Order": -1, "MaxRequestBodySize": 1048576,
              "AuthorizationPolicy": "Anonymous", "RateLimiterPolicy": "Disable", "OutputCachePolicy": "cache", "CorsPolicy": "disable",
              "TimeoutPolicy": "slow", "Timeout": "00:00:05.5",
              "Match": {
                "Path": "/download/{**remainder}", "Hosts": [ "localhost", "*.example.com:8080" ], "Methods": [ "GET", "PUT" ],
                "Headers": [
                  { "Name": "X-Tenant", "Values": [ "a", "b c" ], "Mode": "HeaderPrefix", "IsCaseSensitive": true },
                  { "Name": "X-Any", "Mode": "Exists" }, { "Name": "X-None", "mode": "notexists", "Values": [] }
                ],
                "QueryParameters": [ { "Name": "q", "Values": [ "1" ], "Mode": "Contains", "IsCaseSensitive": false }, { "Name": "p" } ]
              },
              "Metadata": { "Name": "Value", "Number": 42, "Flag": true },
              "Transforms": [
                { "PathPattern": "/foo/{plugin}/{**remainder}" },
                { "X-Forwarded": "Append", "HeaderPrefix": "X-Forwarded-" },
                { "RequestHeadersCopy": true }, { "RequestHeader": "clearMe", "Set": "" },
                { "ResponseTrailer": "foo", "Append": "trailer", "When": "Always" }
              ]
            }
          },
          "Clusters": {
            "everything": {
              "LoadBalancingPolicy": "PowerOfTwoChoices",
              "SessionAffinity": {
                "Enabled": true, "Policy": "HashCookie", "FailurePolicy": "Return503Error", "AffinityKeyName": "Key",
                "Cookie": {
                  "Path": "/", "SameSite": "None", "HttpOnly": true, "Expiration": "00:30:00", "Domain": "example.com",
                  "MaxAge": "1.08:00:00", "SecurePolicy": "SameAsRequest", "IsEssential": true
                }
              },
              "HealthCheck": {
                "Active": { "Enabled": "true", "Interval": "00:00:10", "Timeout": "00:00:10", "Policy": "ConsecutiveFailures", "Path": "/health", "Query": "?a=b" },
                "Passive": { "Enabled": false, "Policy": "TransportFailureRate", "ReactivationPeriod": "00:05:00" },
                "AvailableDestinationsPolicy": "HealthyOrPanic"
              },
              "HttpClient": {
                "SslProtocols": [ "Tls12", "tls13" ], "DangerousAcceptAnyServerCertificate": true, "MaxConnectionsPerServer": 1024,
                "EnableMultipleHttp2Connections": true, "RequestHeaderEncoding": "Latin1", "ResponseHeaderEncoding": "utf-8",
                "WebProxy": { "Address": "http://127.0.0.1:3128", "BypassOnLocal": true, "UseDefaultCredentials": false }
              },
              "HttpRequest": { "ActivityTimeout": "00:02:00", "Version": "2", "VersionPolicy": "RequestVersionExact", "AllowResponseBuffering": false },
              "Metadata": { "TransportFailureRateHealthPolicy.RateLimit": "0.5" },
              "Destinations": {
                "one/a": { "Address": "https://10.20.30.40", "Health": "https://10.20.30.40:12345", "Host": "contoso", "Metadata": { "K": "V" } },
                "two.b": { "Address": "http://localhost:10010/" }
              }
            }
          }
        }
        """;

    private const string NullAndEmpty = """
        {
          "Routes": {
            "nothing": null,
            "empty": {},
            "lists": { "Match": { "Hosts": [], "Methods": [], "Path": "", "Headers": [], "QueryParameters": [] }, "Transforms": [], "Metadata": {} },
            "match": { "ClusterId": "", "Match": null, "Order": null }
          },
          "Clusters": {
            "nothing": null,
            "empty": {},
            "parts": { "SessionAffinity": null, "HealthCheck": null, "HttpClient": null, "HttpRequest": null, "Destinations": null, "Metadata": null },
            "lists": { "HttpClient": { "SslProtocols": [], "MaxConnectionsPerServer": 1 }, "Destinations": {}, "Metadata": {} },
            "destination": { "Destinations": { "d": { "Address": "http://x/", "Metadata": null } } }
          }
        }
        """;

    private const string NumericNames = """
        {
          "Routes": { "0": { "ClusterId": "7", "Match": { "Path": "/a" } }, "1": { "ClusterId": "7", "Metadata": { "0": "zero" } } },
          "Clusters": { "7": { "Destinations": { "0": { "Address": "http://localhost/" } } } }
        }
        """;

    private const string LowerCase = """
        {
          "routes": { "r": { "clusterid": "c", "match": { "path": "/a" }, "transforms": [ { "pathremoveprefix": "/a" } ] } },
          "clusters": { "c": { "httprequest": { "version": "1.1", "versionpolicy": "requestversionorhigher" } } }
        }
        """;

    public static readonly string[] All = [EveryKey, NullAndEmpty, NumericNames, LowerCase, "{}"];
}
