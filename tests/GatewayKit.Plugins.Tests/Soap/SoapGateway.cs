using System.Text;
using GatewayKit.Plugins.Tests.Bodies;
using GatewayKit.Plugins.Tests.Shared;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Time.Testing;

namespace GatewayKit.Plugins.Tests.Soap;

/// <summary>A gateway with operations in different styles, whose upstream answers as a test says.</summary>
public sealed class SoapGateway : RouteHost
{
    public const string Xml = """<?xml version="1.0" encoding="utf-8"?>""";
    public const string Soap11 = "http://schemas.xmlsoap.org/soap/envelope/";
    public const string Soap12 = "http://www.w3.org/2003/05/soap-envelope";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    public SoapGateway()
        : this(new ScriptedUpstream(), new FakeTimeProvider(new DateTimeOffset(2026, 12, 1, 10, 0, 0, TimeSpan.Zero)))
    {
    }

    private SoapGateway(ScriptedUpstream upstream, FakeTimeProvider time)
        : base(Configuration, setup => setup.WithUpstream(upstream.HandleAsync).WithTime(time)) => Upstream = upstream;

    internal ScriptedUpstream Upstream { get; }

    /// <summary>Gets the last message that the upstream received.</summary>
    internal string Sent => Encoding.UTF8.GetString(Upstream.LastBody!);

    /// <summary>Sends JSON to a route.</summary>
    internal async Task<CodedAnswer> SendAsync(
        string path, string? json = null, string method = "POST", string type = "application/json", byte[]? body = null,
        params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(Host.Address, path));
        body ??= json is null ? null : Encoding.UTF8.GetBytes(json);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            Assert.True(request.Content.Headers.TryAddWithoutValidation("Content-Type", type));
        }

        foreach (var (name, value) in headers)
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value)
                || request.Content!.Headers.TryAddWithoutValidation(name, value));
        }

        using var response = await Host.Client.SendAsync(request).WaitAsync(s_patience);
        return new CodedAnswer(
            (int)response.StatusCode, await response.Content.ReadAsByteArrayAsync().WaitAsync(s_patience),
            response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
                .ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>Returns the answer to a request while the upstream responds with a body of a message.</summary>
    internal async Task<CodedAnswer> AnswerAsync(string path, string content, int status = 200, string version = Soap11, string header = "")
    {
        var type = version == Soap11 ? "text/xml; charset=utf-8" : "application/soap+xml; charset=utf-8";
        Upstream.Answer(status, Encoding.UTF8.GetBytes(Message(content, version, header)), isChunked: false, ("Content-Type", type));
        return await SendAsync(path);
    }

    internal static string Message(string content, string version = Soap11, string header = "")
        => $"<s:Envelope xmlns:s=\"{version}\">{(header.Length > 0 ? $"<s:Header>{header}</s:Header>" : "")}"
            + $"<s:Body>{content}</s:Body></s:Envelope>";

    internal static string Envelope11(string content, string declarations = " xmlns:op=\"urn:a\"")
        => $"{Xml}<soap11:Envelope{declarations} xmlns:soap11=\"{Soap11}\"><soap11:Body>{content}</soap11:Body></soap11:Envelope>";

    private const string Configuration = """
        routes:
          plain:
            clusterId: up
            match: { path: /plain }
            plugins: [ { name: soap, options: { operation: Get, namespace: "urn:a", action: "urn:a/Get" } } ]
          get:
            clusterId: up
            match: { path: "/orders/{id}" }
            plugins:
              - name: soap
                options:
                  version: "1.2"
                  operation: Get
                  namespace: "urn:a"
                  qualified: false
                  action: urn:a/Get
                  path: /svc/a%20b.asmx?op=Get
                  parameters: { id: route.id, filter/since: query.since, filter/tag: query.tag, tenant: header.X-Tenant }
                  result: r
                  arrays: [line]
                  numbers: [price, line/@no, /r/total]
                  booleans: [open]
          rpc:
            clusterId: up
            match: { path: /rpc }
            plugins:
              - name: soap
                options: { style: rpc, operation: Add, namespace: "urn:a", namespaces: { p: "urn:p" }, nulls: omit }
          typed:
            clusterId: up
            match: { path: /typed }
            plugins:
              - name: soap
                options:
                  operation: Place
                  namespace: urn:a
                  requestType: Place
                  responseType: Placed
                  types:
                    Place:
                      members:
                        - customer
                        - { name: line, type: Line, array: true }
                        - { name: note, nillable: true }
                        - { name: extra, type: any }
                        - { name: node, type: Node }
                    Line:
                      namespace: urn:b
                      members: [ { name: "@sku" }, { name: quantity, type: number }, { name: plain, namespace: "" } ]
                    Node: { members: [ value, { name: node, type: Node, array: true } ] }
                    Amount: { members: [ { name: "#text", type: number }, { name: "@currency" } ] }
                    Placed:
                      members:
                        - { name: id, type: number }
                        - { name: ok, type: boolean }
                        - { name: code }
                        - { name: amount, type: Amount }
                        - { name: line, type: Line, array: true }
          secure:
            clusterId: up
            match: { path: /secure }
            plugins:
              - name: soap
                options:
                  operation: Get
                  namespace: ""
                  action: urn:a/Get
                  security: { username: u<1>, password: s&cret, timestamp: 5m }
                  addressing: { to: "http://service.example/a" }
                  faults: { OrderNotFound: 404, Busy: 503 }
                  faultDetail: always
          digest:
            clusterId: up
            match: { path: /digest }
            plugins:
              - name: soap
                options:
                  version: "1.2"
                  operation: ""
                  namespace: urn:a
                  security: { username: user, password: secret, passwordForm: digest, mustUnderstand: false }
          small:
            clusterId: up
            match: { path: /small }
            plugins: [ { name: soap, options: { operation: Get, namespace: "urn:a", maxBodySize: 2KB, maxDepth: 5 } } ]
        clusters:
          up: { destinations: { one: { address: "{upstream}" } } }
        """;
}
