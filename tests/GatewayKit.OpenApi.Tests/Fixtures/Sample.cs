using System.Text;
using GatewayKit.OpenApi.Fixtures;

namespace GatewayKit.OpenApi.Tests.Fixtures;

internal static class Sample
{
    public static Fixture Get(string path, int status, string query = "", string? operation = null)
        => Of(new ApiRequest { Method = "GET", Path = path, Query = query }, status, operation);

    public static Fixture Post(string path, string body, int status, string? operation = null)
        => Of(PostRequest(path, body), status, operation);

    public static ApiRequest GetRequest(string path, string query = "") => new() { Method = "GET", Path = path, Query = query };

    public static ApiRequest PostRequest(string path, string body)
        => new() { Method = "POST", Path = path, Body = Encoding.UTF8.GetBytes(body) };

    private static Fixture Of(ApiRequest request, int status, string? operation)
        => new() { Operation = operation ?? Fixture.KeyOf(request), Request = request, Response = new ApiResponse { Status = status } };
}
