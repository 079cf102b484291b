using System.Net.Http.Headers;
using System.Security.Claims;
using GatewayKit.Testing;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace GatewayKit.Docs.Recipes;

/// <summary>What docs/recipes/jwt.md promises, with a key in the place of an authority.</summary>
public sealed class JwtRecipeTests
{
    private static readonly SymmetricSecurityKey s_key = new(new byte[32]);
    private static readonly Document s_page = Repository.Page("docs/recipes/jwt.md");

    [Theory]
    [InlineData(null, 401)]
    [InlineData("billing", 403)]
    [InlineData("orders", 200)]
    public async Task A_policy_decides_who_passes(string? scope, int expected)
    {
        await using var gateway = await GatewayTestHost.StartAsync(host => host
            .WithGateway(builder =>
            {
                builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(jwt =>
                    jwt.TokenValidationParameters =
                        new TokenValidationParameters { IssuerSigningKey = s_key, ValidateIssuer = false, ValidateAudience = false });
                builder.Services
                    .AddAuthorizationBuilder()
                    .AddPolicy("orders", policy => policy.RequireAuthenticatedUser().RequireClaim("scope", "orders"));
            })
            .WithApp(app =>
            {
                app.UseAuthentication();
                app.UseAuthorization();
            })
            .WithConfiguration(Configuration("authorizationPolicy"))).WaitAsync(TimeSpan.FromSeconds(60));
        gateway.Client.DefaultRequestHeaders.Authorization = scope is null ? null : new AuthenticationHeaderValue("Bearer", Token(scope));

        using var response = await gateway.Client.GetAsync(new Uri("/orders/7", UriKind.Relative)).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(expected, (int)response.StatusCode);
        Assert.Equal(expected == 200 ? 1 : 0, gateway.Upstream.Requests.Count);
    }

    [Theory]
    [InlineData(null, 401, "Bearer")]
    [InlineData("unsigned", 401, "Bearer error=\"invalid_token\"")]
    [InlineData("billing", 403, null)]
    [InlineData("billing orders", 200, null)]
    public async Task The_subject_of_a_token_is_the_consumer_and_its_claims_are_the_users(string? scope, int expected, string? challenge)
    {
        ClaimsPrincipal? user = null;
        await using var gateway = await GatewayTestHost.StartAsync(host => host
            .WithGateway(builder =>
            {
                builder.AddPluginsFrom(SnippetCompiler.Plugins(s_page)!);
                builder.Services.AddAuthentication().AddJwtBearer(jwt =>
                {
                    jwt.MapInboundClaims = false;
                    jwt.TokenValidationParameters =
                        new TokenValidationParameters { IssuerSigningKey = s_key, ValidateIssuer = false, ValidateAudience = false };
                });
            })
            .WithApp(app => app.Use(async (HttpContext http, RequestDelegate next) =>
            {
                http.Response.OnStarting(() =>
                {
                    user = http.User;
                    return Task.CompletedTask;
                });
                await next(http);
            }))
            .WithConfiguration(Configuration("name: host-scheme"))).WaitAsync(TimeSpan.FromSeconds(60));
        gateway.Client.DefaultRequestHeaders.Authorization = scope switch
        {
            null => null,
            "unsigned" => new AuthenticationHeaderValue("Bearer", "e30.e30.e30"),
            _ => new AuthenticationHeaderValue("Bearer", Token(scope)),
        };

        using var response = await gateway.Client.GetAsync(new Uri("/orders/7", UriKind.Relative)).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal((expected, challenge ?? ""), ((int)response.StatusCode, response.Headers.WwwAuthenticate.ToString()));
        Assert.Equal(expected == 200 ? ["ann gold"] : [],
            gateway.Upstream.Requests.Select(request => $"{request.Header("X-Consumer-Name")} {request.Header("X-Consumer-Groups")}"));
        if (expected == 200)
            Assert.Equal(scope, user!.FindFirstValue("scope"));
    }

    private static string Configuration(string part)
        => s_page.Blocks.Single(block => block.Language == "yaml" && block.Code.Contains(part, StringComparison.Ordinal)).Code
            .Replace("http://127.0.0.1:5001", "{upstream}", StringComparison.Ordinal);

    private static string Token(string scope) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Subject = new ClaimsIdentity([new Claim("sub", "ann"), new Claim("groups", "gold"), new Claim("scope", scope)]),
        SigningCredentials = new SigningCredentials(s_key, SecurityAlgorithms.HmacSha256),
    });
}
