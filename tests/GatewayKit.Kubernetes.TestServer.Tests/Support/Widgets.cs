namespace GatewayKit.Kubernetes.TestServer.Tests.Support;

/// <summary>A custom kind with defaults, limits and lists of every type.</summary>
internal static class Widgets
{
    public const string Path = "/apis/example.com/v1/namespaces/default/widgets";

    public const string Definition = """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: { name: widgets.example.com }
        spec:
          group: example.com
          scope: Namespaced
          names: { kind: Widget, plural: widgets, singular: widget, shortNames: [wd] }
          versions:
          - name: v1beta1
            served: true
            storage: false
            schema: { openAPIV3Schema: { type: object, x-kubernetes-preserve-unknown-fields: true } }
          - name: v1
            served: true
            storage: true
            subresources: { status: {} }
            selectableFields: [{ jsonPath: .spec.color }]
            schema:
              openAPIV3Schema:
                type: object
                required: [spec]
                properties:
                  spec:
                    type: object
                    properties:
                      size: { type: integer, default: 1, minimum: 1, maximum: 10 }
                      color: { type: string, enum: [red, blue] }
                      name: { type: string, pattern: "^[a-z]+$", maxLength: 5 }
                      weight: { x-kubernetes-int-or-string: true }
                      free: { type: object, x-kubernetes-preserve-unknown-fields: true }
                      parts:
                        type: array
                        maxItems: 3
                        x-kubernetes-list-type: map
                        x-kubernetes-list-map-keys: [name]
                        items:
                          type: object
                          required: [name]
                          properties:
                            name: { type: string }
                            port: { type: integer }
                            protocol: { type: string, default: TCP }
                      tags:
                        type: array
                        x-kubernetes-list-type: set
                        items: { type: string }
                      steps:
                        type: array
                        x-kubernetes-list-type: atomic
                        items: { type: string }
                  status:
                    type: object
                    properties:
                      ready: { type: boolean }
                      note: { type: string }
        """;

    public static async Task<TestApiServer> Start(TestApiServerOptions? options = null)
    {
        var server = await TestApiServer.StartAsync(options);
        server.Apply(Definition);
        return server;
    }

    /// <summary>Returns a widget as JSON; the members of its specification are written in JSON without braces.</summary>
    public static string Json(string name, string spec = "", string metadata = "")
        => $$$"""
            {"apiVersion":"example.com/v1","kind":"Widget","metadata":{"name":"{{{name}}}"{{{metadata}}}},"spec":{{{{spec}}}}}
            """;
}
