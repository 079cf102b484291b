namespace GatewayKit.Tests.Proxy.Checks;

/// <summary>Routes and clusters that can't work, and some that look odd and do.</summary>
internal static class RouteForms
{
    public static readonly string[] BadPaths =
    [
        "/x/{id:intt}", "/x/{id:range(5,1)}",
        "/x/{id:range(a,b)}", "/x/{id:range(1)}", "/x/{id:range(1,2,3)}", "/x/{id:regex(()}", "/x/{id:regex([a)}",
        "/x/{id:regex(a{{2,1}})}", "/x/{id:regex(a{2,1})}",
        "/x/{id:regex}", "/x/{id:regex(*)}", "/x/{id:regex((?<n>a)}", @"/x/{id:regex(\)}", @"/x/{id:regex(\p{{Nope}})}",
        "/x/{id?:int}", "/x/{id:int(5)}",
        "/x/{id:min(x)}", "/x/{id:min()}", "/x/{id:min}", "/x/{id:max(99999999999999999999)}", "/x/{id:max(1.5)}", "/x/{id:length(-1)}",
        "/x/{id:length(5,1)}",
        "/x/{id:length(a)}", "/x/{id:length}", "/x/{id:minlength(-5)}", "/x/{id:maxlength(-1)}", "/x/{id:alpha()}", "/x/{id:guid(n)}",
        "/x/{id:uuid}", "/x/{id:string}", "/x/{id:number}",
        "/x/{id:int:intt}", "/x/{id:int|bool}", "/x/{id:int,bool}", "/x/{id: int}", "/x/{id:enum(a,b)}", "/x/{id:intt?}", "/x/{id:intt=5}",
        "/x/{**rest:intt}", "/x/{a}-{b:intt}",
        "/x/{a:intt}.{b?}", "/{id:intt}/{name:alpha}", "/x/{**r}/y", "/x/{*r}.txt", "/x/{id?}.txt", "/x/{a}{b}", "/x/{a}-{a}", "/{a}/{A}",
        "/x/{id=5?}", "/x/{i/d}", "/x/{}", "/x/{*}", "/x/{**}",
        "/x/{?}", "/x/}{", "/x/{", "/x/}", "/x?y", "/x//y", "~x", "//", "/x/{***r}", "/x/{**r?}", "/x/{a*b}", "/x/{a?}.{b?}", "/x/{a}{b?}",
        "/x/a{b?}", "/x/{id:guid", "/x/{id:bool}}", "/x/{{a}",
    ];

    public static readonly string[] BadHosts =
    [
        ":80", "example.com:", "example.com:http",
        "example.com:0", "example.com:65536", "example.com:-1", "example.com:+80", "example.com: 80", "[::1]", "[::1]:80", "::1",
        "*.", "a.*.com", "*a.com", "a.*", "*.*.com", "http://example.com",
        "example.com/x", " example.com", "exam ple.com", "", ".example.com", "example..com", "example.com?", "user@example.com",
        "example.com:80:80", "xn--mnchen-3ya.de", "a,b", "%41.com", "*:", "*.:80", "example.com\t", "a\\b",
    ];

    public static readonly string[] BadRoutes =
    [
        "clusterId: nowhere, match: { path: /x }",
        "clusterId: up, match: {}",
        "clusterId: up",
        "clusterId: up, match: { path: /x, methods: [\"GE T\"] }",
        "clusterId: up, match: { path: /x, methods: [GET, get] }",
        "clusterId: up, match: { path: /x, methods: [BREW] }",
        "clusterId: up, match: { path: /x, methods: [\"\"] }",
        "clusterId: up, match: { path: /x, headers: [ { name: \"\", values: [a] } ] }",
        "clusterId: up, match: { path: /x, headers: [ { name: \"a b\", values: [a] } ] }",
        "clusterId: up, match: { path: /x, headers: [ { name: \"X-A:\", mode: Exists } ] }",
        "clusterId: up, match: { path: /x, headers: [ { name: X-A } ] }",
        "clusterId: up, match: { path: /x, headers: [ { name: X-A, values: [] } ] }",
        "clusterId: up, match: { path: /x, headers: [ { name: X-A, values: [\"\"] } ] }",
        "clusterId: up, match: { path: /x, headers: [ { name: X-A, values: [a, \"\"] } ] }",
        "clusterId: up, match: { path: /x, headers: [ { name: X-A, mode: Exists, values: [a] } ] }",
        "clusterId: up, match: { path: /x, headers: [ { name: X-A, mode: NotExists, values: [a] } ] }",
        "clusterId: up, match: { path: /x, headers: [ { name: X-A, mode: Regex, values: [a] } ] }",
        "clusterId: up, match: { path: /x, queryParameters: [ { name: \"\", values: [a] } ] }",
        "clusterId: up, match: { path: /x, queryParameters: [ { name: a } ] }",
        "clusterId: up, match: { path: /x, queryParameters: [ { name: a, values: [\"\"] } ] }",
        "clusterId: up, match: { path: /x, queryParameters: [ { name: a, mode: Exists, values: [a] } ] }",
        "clusterId: up, match: { path: /x, queryParameters: [ { name: a, mode: Nope, values: [a] } ] }",
        "clusterId: up, match: { path: /x }, order: 2147483648",
        "clusterId: up, match: { path: /x }, order: -2147483649",
        "clusterId: up, match: { path: /x }, order: first",
        "clusterId: up, match: { path: /x }, timeout: 0s",
        "clusterId: up, match: { path: /x }, timeout: \"00:00:00.0001\"",
        "clusterId: up, match: { path: /x }, timeout: 25d",
        "clusterId: up, match: { path: /x }, timeout: 1s, timeoutPolicy: disable",
        "clusterId: up, match: { path: /x }, maxRequestBodySize: -2",
        "clusterId: up, match: { path: /x }, authorizationPolicy: nope",
        "clusterId: up, match: { path: /x }, corsPolicy: nope",
        "clusterId: up, match: { path: /x }, rateLimiterPolicy: nope",
        "clusterId: up, match: { path: /x }, outputCachePolicy: nope",
        "clusterId: up, match: { path: /x }, timeoutPolicy: nope",
        "clusterId: up, match: { path: /x }, transforms: [ { nope: a } ]",
        "clusterId: up, match: { path: /x }, transforms: [ { pathPattern: \"/{\" } ]",
        "clusterId: up, match: { path: /x }, transforms: [ { pathPattern: \"/{id:intt}\" } ]",
        "clusterId: up, match: { path: /x }, transforms: [ { requestHeader: X-A } ]",
        "clusterId: up, match: { path: /x }, transforms: [ { requestHeader: \"a b\", set: c } ]",
        "clusterId: up, match: { path: /x }, transforms: [ { responseHeader: \"a b\", set: c } ]",
        "clusterId: up, match: { path: /x }, transforms: [ { responseHeader: \"\", set: c } ]",
        "clusterId: up, match: { path: /x }, transforms: [ { responseHeader: X-A, set: \"a\\r\\nX-B: c\" } ]",
        "clusterId: up, match: { path: /x }, transforms: [ { httpMethodChange: GET, set: \"B AD\" } ]",
        "clusterId: up, match: { path: /x }, transforms: [ { X-Forwarded: Nope } ]",
    ];

    public static readonly string[] BadClusters =
    [
        "loadBalancingPolicy: Nope, destinations: {}",
        "destinations: { one: {} }",
        "destinations: { one: { address: \"127.0.0.1:1\" } }",
        "destinations: { one: { address: \"ftp://a\" } }",
        "destinations: { one: { address: \"http://a/?q\" } }",
        "destinations: { one: { address: \"http://a\", health: \"a:1\" } }",
        "destinations: { one: { address: \"http://a\", host: \"a b\" } }",
        "sessionAffinity: { enabled: true, policy: Nope, affinityKeyName: a }, destinations: {}",
        "sessionAffinity: { enabled: true, failurePolicy: Nope, affinityKeyName: a }, destinations: {}",
        "sessionAffinity: { enabled: true }, destinations: {}",
        "sessionAffinity: { enabled: true, affinityKeyName: \"a b\" }, destinations: {}",
        "healthCheck: { active: { enabled: true, policy: Nope } }, destinations: {}",
        "healthCheck: { active: { enabled: true, interval: 0s } }, destinations: {}",
        "healthCheck: { active: { enabled: true, interval: 60d } }, destinations: {}",
        "healthCheck: { passive: { enabled: true, policy: Nope } }, destinations: {}",
        "healthCheck: { availableDestinationsPolicy: Nope }, destinations: {}",
        "httpRequest: { version: \"4\" }, destinations: {}",
        "httpRequest: { activityTimeout: 0s }, destinations: {}",
        "httpRequest: { activityTimeout: 60d }, destinations: {}",
        "httpClient: { requestHeaderEncoding: nope }, destinations: {}",
        "httpClient: { maxConnectionsPerServer: 0 }, destinations: {}",
    ];

    public static readonly string[] GoodRoutes =
    [
        "match: { path: /x }", "match: { path: x }",
        "match: { path: \"~/x\" }", "match: { path: \"/x/{id?}\" }", "match: { path: \"/x/{id:int?}\" }", "match: { path: \"/x/{id=5}\" }",
        "match: { path: \"/x/{**rest:nonfile}\" }", "match: { path: \"/x/{a}.{b?}\" }",
        "match: { path: \"/x/{id:regex(^\\\\d{{3}}$)}\" }", "match: { path: \"/x/{id:regex((?<!a)b)}\" }",
        "match: { path: \"/x/{id:length(2,3):INT}\" }",
        "match: { path: \"/x/{é}\" }", "match: { hosts: [\"*\"] }", "match: { path: /x, hosts: [\"*:8080\"] }",
        "match: { path: /x, hosts: [\"*.example.com:*\", Example.COM, example.com, münchen.de, a_b, \"example.com:443\"] }",
        "match: { path: /x, methods: [get, Post] }",
        "match: { path: /x, headers: [ { name: X-A, mode: Exists }, { name: X-B, values: [\"(\"], mode: Contains } ] }",
        "match: { path: /x, queryParameters: [ { name: \"a b\", values: [\"[\"], mode: Prefix } ] }",
        "match: { path: /x }, order: -2147483648", "match: { path: /x }, maxRequestBodySize: -1",
        "match: { path: /x }, transforms: [ { pathPattern: \"/{id:int}\" }, { requestHeader: X-A, set: \"\" } ]",
    ];
}
