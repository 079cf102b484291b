using System.Net;
using GatewayKit.Kubernetes.TestServer.Tests.Support;

namespace GatewayKit.Kubernetes.TestServer.Tests;

public sealed class AccessTests
{
    [Fact]
    public async Task Unknown_tokens_are_rejected_after_the_first_known_one()
    {
        await using var server = await TestApiServer.StartAsync();
        server.Access.AddToken("good", "someone");
        using var anonymous = new Api(server);
        using var good = new Api(server, "good");

        Assert.Equal(HttpStatusCode.Unauthorized, (await anonymous.Send(HttpMethod.Get, "/api/v1/services")).Status);
        await good.Get("/api/v1/services");
        server.Access.RemoveToken("good");
        Assert.Equal(HttpStatusCode.Unauthorized, (await good.Send(HttpMethod.Get, "/api/v1/services")).Status);
    }

    [Fact]
    public async Task A_denied_request_says_who_cannot_do_what()
    {
        await using var server = await TestApiServer.StartAsync();
        server.Access.AddToken("t", "someone");
        using var api = new Api(server, "t");
        using var denial = server.Access.Deny("list", "ingresses");

        var (status, body) = await api.Send(HttpMethod.Get, "/apis/networking.k8s.io/v1/ingresses");

        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Equal("ingresses.networking.k8s.io is forbidden: User \"someone\" cannot list resource \"ingresses\" in API group "
            + "\"networking.k8s.io\" at the cluster scope", (string?)body["message"]);
    }

    [Theory]
    [InlineData("/api/v1/services", HttpStatusCode.OK)]
    [InlineData("/api/v1/namespaces/default/secrets/s", HttpStatusCode.OK)]
    [InlineData("/api/v1/namespaces/default/secrets/other", HttpStatusCode.Forbidden)]
    [InlineData("/api/v1/secrets", HttpStatusCode.Forbidden)]
    public async Task Roles_allow_what_they_say(string path, HttpStatusCode expected)
    {
        await using var server = await TestApiServer.StartAsync();
        server.Access.UsesRoles = true;
        server.Apply("""
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: { name: reader }
            rules:
            - { apiGroups: [""], resources: [services], verbs: [get, list, watch] }
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: { name: reader }
            roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: reader }
            subjects: [{ kind: ServiceAccount, namespace: system, name: gateway }]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: Role
            metadata: { name: one-secret }
            rules:
            - { apiGroups: [""], resources: [secrets], resourceNames: [s], verbs: [get] }
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: { name: one-secret }
            roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: one-secret }
            subjects: [{ kind: ServiceAccount, namespace: system, name: gateway }]
            ---
            { apiVersion: v1, kind: Secret, metadata: { name: s } }
            """);
        using var api = new Api(server, server.Access.AddServiceAccount("system", "gateway"));

        Assert.Equal(expected, (await api.Send(HttpMethod.Get, path)).Status);
    }

    [Fact]
    public async Task A_client_can_ask_what_it_can_do()
    {
        await using var server = await TestApiServer.StartAsync();
        using var api = new Api(server);
        using var denial = server.Access.Deny("list", "secrets");

        var (_, body) = await api.Post("/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
            """{"spec":{"resourceAttributes":{"verb":"list","resource":"secrets"}}}""");

        Assert.False((bool)body["status"]!["allowed"]!);
    }
}
