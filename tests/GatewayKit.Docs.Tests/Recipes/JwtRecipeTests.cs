using System.Net.Http.Headers;
using System.Security.Claims;
using GatewayKit.Testing;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace GatewayKit.Docs.Recipes;

/// <summary>What docs/recipes/jwt.md promises, with a key in the place of an authority.</summary>
public sealed class JwtRecipeTests
{
    private static readonly SymmetricSecurityKey s_key = new(new byte[32]);

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
                    jwt.TokenValidationParameters = new TokenValidationParameters { IssuerSigningKey = s_key, ValidateIssuer = false, ValidateAudience = false });
                builder.Services.AddAuthorizationBuilder().AddPolicy("orders", policy => policy.RequireAuthenticatedUser().RequireClaim("scope", "orders"));
            })
            .WithApp(app =>
            {
                app.UseAuthentication();
                app.UseAuthorization();
            })
            .WithConfiguration(Configuration)).WaitAsync(TimeSpan.FromSeconds(60));
        gateway.Client.DefaultRequestHeaders.Authorization = scope is null ? null : new AuthenticationHeaderValue("Bearer", Token(scope));

        using var response = await gateway.Client.GetAsync(new Uri("/orders/7", UriKind.Relative)).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal(expected, (int)response.StatusCode);
        Assert.Equal(expected == 200 ? 1 : 0, gateway.Upstream.Requests.Count);
    }

    private static string Configuration
        => Repository.Page("docs/recipes/jwt.md").Blocks.Single(block => block.Language == "yaml").Code.Replace("http://127.0.0.1:5001", "{upstream}", StringComparison.Ordinal);

    private static string Token(string scope) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Subject = new ClaimsIdentity([new Claim("scope", scope)]),
        SigningCredentials = new SigningCredentials(s_key, SecurityAlgorithms.HmacSha256),
    });
}
