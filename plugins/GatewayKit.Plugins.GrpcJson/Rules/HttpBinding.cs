using Google.Protobuf.Reflection;

namespace GatewayKit.Plugins.GrpcJson.Rules;

/// <summary>An HTTP method and a path that call a method of a service.</summary>
internal sealed record HttpBinding
{
    /// <summary>The HTTP method; <c>*</c> for any.</summary>
    public required string HttpMethod { get; init; }

    public required PathTemplate Template { get; init; }

    public required MethodDescriptor Method { get; init; }

    /// <summary>The fields of the template's variables, each from the message to the value.</summary>
    public required IReadOnlyList<FieldDescriptor[]> Variables { get; init; }

    /// <summary>Whether the body is the whole message.</summary>
    public bool HasWholeBody { get; init; }

    /// <summary>The field whose value is the body; null if the body is the whole message, or isn't used.</summary>
    public FieldDescriptor? BodyField { get; init; }

    /// <summary>The field of the response whose value is the body; null for the whole message.</summary>
    public FieldDescriptor? ResponseField { get; init; }

    /// <summary>Gets whether the body of the request is used.</summary>
    public bool HasBody => HasWholeBody || BodyField is not null;

    /// <summary>Gets the path of the gRPC call.</summary>
    public string GrpcPath { get; private init; } = "";

    /// <summary>Returns a binding that knows the path of its call.</summary>
    public HttpBinding Complete() => this with { GrpcPath = $"/{Method.Service.FullName}/{Method.Name}" };
}
